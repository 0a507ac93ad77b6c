using ApiGen.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using TencentCloud.Tcsas;

/// <summary>What a caller of this service sends to have a mini program made.</summary>
internal sealed record NewMiniProgram(string Name, string Type, string Introduction, string Description, string Icon);

/// <summary>The mini program that was made.</summary>
internal sealed record MadeMiniProgram(string Id);

/// <summary>The endpoint that makes mini programs.</summary>
internal static partial class MiniProgramEndpoint
{
    public static async Task<Results<Created<MadeMiniProgram>, ProblemHttpResult>> CreateAsync(
        NewMiniProgram wanted, ITcsasClient client, IConfiguration configuration, ILogger<NewMiniProgram> logger, CancellationToken cancellationToken)
    {
        try
        {
            CreateMNPResponse created = await client.CreateMNPAsync(
                new CreateMNPRequest
                {
                    PlatformId = configuration["PlatformId"] ?? "",
                    MNPName = wanted.Name,
                    MNPType = wanted.Type,
                    MNPIntro = wanted.Introduction,
                    MNPDesc = wanted.Description,
                    MNPIcon = wanted.Icon,
                },
                cancellationToken);
            string id = created.Data.ResourceId ?? "";
            return TypedResults.Created($"/miniprograms/{id}", new MadeMiniProgram(id));
        }
        catch (RequestValidationException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }
        catch (ApiException<CreateMNPErrorCode> exception) when (StatusOf(exception.ErrorCode) is { } status)
        {
            return TypedResults.Problem(exception.Code, statusCode: status);
        }
        catch (ApiException exception)
        {
            // What it says of credentials, proxies and hosts is for the log, not for whoever called.
            NotMade(logger, exception);
            return exception is ApiThrottledException
                ? TypedResults.Problem("Too many are made at once. Try again later.", statusCode: StatusCodes.Status503ServiceUnavailable)
                : TypedResults.Problem("The mini program could not be made.", statusCode: StatusCodes.Status502BadGateway);
        }
    }

    /// <summary>The status for a mistake of the caller's; null for any other failure.</summary>
    private static int? StatusOf(CreateMNPErrorCode code) => code switch
    {
        CreateMNPErrorCode.InvalidParameterValueMiniProgramNameAlreadyExist => StatusCodes.Status409Conflict,
        CreateMNPErrorCode.InvalidParameterValueInvalidMNPName
            or CreateMNPErrorCode.InvalidParameterValueInvalidMNPType
            or CreateMNPErrorCode.InvalidParameterValueInvalidMNPIntro
            or CreateMNPErrorCode.InvalidParameterValueInvalidMNPIcon => StatusCodes.Status400BadRequest,
        _ => null,
    };

    [LoggerMessage(1, LogLevel.Error, "The mini program could not be made.")]
    private static partial void NotMade(ILogger logger, Exception exception);
}
