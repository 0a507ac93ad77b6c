Console.WriteLine($"{OtherYaml.Major} {nameof(TencentCloud.Tcsas.CreateMNPRequest)}");
