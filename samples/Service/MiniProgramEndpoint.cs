using ApiGen.Runtime;
using Microsoft.AspNetCore.Http.HttpResults;
using TencentCloud.Tcsas;

/// <summary>What a caller of this service sends to have a mini program made.</summary>
internal sealed record NewMiniProgram(string Name, string Type, string Introduction, string Description, string Icon);

/// <summary>The mini program that was made.</summary>
internal sealed record MadeMiniProgram(string Id);

/// <summary>The endpoint that makes mini programs.</summary>
internal static class MiniProgramEndpoint
{
    public static async Task<Results<Created<MadeMiniProgram>, ProblemHttpResult>> CreateAsync(
        NewMiniProgram wanted, ITcsasClient client, IConfiguration configuration, CancellationToken cancellationToken)
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
        catch (ApiException<CreateMNPErrorCode> exception)
        {
            int status = exception.ErrorCode switch
            {
                CreateMNPErrorCode.InvalidParameterValueMiniProgramNameAlreadyExist => StatusCodes.Status409Conflict,
                CreateMNPErrorCode.InvalidParameterValueInvalidMNPName
                    or CreateMNPErrorCode.InvalidParameterValueInvalidMNPType
                    or CreateMNPErrorCode.InvalidParameterValueInvalidMNPIntro
                    or CreateMNPErrorCode.InvalidParameterValueInvalidMNPIcon => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status502BadGateway,
            };
            return TypedResults.Problem(exception.Message, statusCode: status);
        }
        catch (ApiThrottledException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (ApiException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status502BadGateway);
        }
    }
}
