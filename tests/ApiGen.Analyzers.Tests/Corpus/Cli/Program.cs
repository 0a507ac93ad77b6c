using Storefront.Cli;
using Storefront.Configuration;

// The tool's entry: storefront <command> [options]
CommandLine line = CommandLine.Parse(args);
if (line.IsEmpty || line.Has("help"))
{
    Console.WriteLine(CommandLine.Help);
    return 0;
}

using CancellationTokenSource interrupted = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

ICredentialProvider credentials = CredentialSource.FromEnvironment();
using var client = new TcsasClient(credentials, line.Option("region") ?? "ap-singapore");

try
{
    switch (line.Command)
    {
        case "create":
            return await new CreateCommand(client).RunAsync(line, interrupted.Token);
        case "list":
            return await new ListCommand(client).RunAsync(line, interrupted.Token);
        case "translate":
            return await new TranslateCommand(client).RunAsync(line, interrupted.Token);
        case "ping":
            DescribeMNPResponse pong = client.DescribeMNPAsync(new DescribeMNPRequest { MNPId = "ping" })./*!APIGEN1005*/Result;
            Console.WriteLine(pong.RequestId);
            return 0;
        case "warm":
            client.DescribeMNPAsync(new DescribeMNPRequest()).GetAwaiter()./*!APIGEN1005*/GetResult();
            return 0;
        default:
            Console.Error.WriteLine($"There is no command '{line.Command}'.");
            return 2;
    }
}
catch (ApiException<CreateMNPErrorCode> failure) when (failure.ErrorCode == CreateMNPErrorCode.FailedOperationMNPNumberExceedLimit)
{
    Console.Error.WriteLine("The account has no room for another mini program.");
    return 3;
}
catch (ApiServiceException failure) when (failure.Code == "AuthFailure.SecretIdNotFound")
{
    Console.Error.WriteLine("The key is not known. Check TENCENTCLOUD_SECRET_ID.");
    return 4;
}
catch (ApiException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
