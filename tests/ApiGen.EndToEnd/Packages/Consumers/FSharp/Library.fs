module Library

let one = 1
