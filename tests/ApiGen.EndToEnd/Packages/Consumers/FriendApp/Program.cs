using TencentCloud.Tcsas;

CreateMNPRequest ours = new() { MNPName = "own" };
Console.WriteLine($"{ours.MNPName} {typeof(TcsasClient).Assembly.GetName().Name} {nameof(ITcsasClient.DeleteMNPAsync)}");
