using InternalApp.Tcsas;
using InternalLibrary;

TencentCloud.Tcsas.CreateMNPRequest theirs = Names.Named("library");
CreateMNPRequest ours = CreateMNPRequest.FromJson(theirs.ToJson());
Console.WriteLine($"{ours.MNPName} {typeof(TcsasClient).IsNotPublic} {nameof(ITcsasClient.DeleteMNPAsync)}");
