Imports TencentCloud.Tcsas

Module Program
    Sub Main()
        Dim request As New CreateMNPRequest With {.MNPName = "basic"}
        Console.WriteLine(request.ToJson())
    End Sub
End Module
