using TencentCloud.Tcsas;

Console.WriteLine(PublicLibrary.Requests.Named("library").MNPName + typeof(TcsasClient).Name);
