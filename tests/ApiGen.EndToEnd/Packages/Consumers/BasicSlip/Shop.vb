Public Class Shop
End Class
