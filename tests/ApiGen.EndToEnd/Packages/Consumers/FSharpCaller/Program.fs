open TencentCloud.Tcsas

let request = CreateMNPRequest(MNPName = "functional")
printfn "%s" (request.ToJson())
