// Code of the shape that the generator emits, cut down to what rules look at. The harness compiles it into an assembly of its own.
#nullable enable
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ApiGen.Runtime;
using ApiGen.Runtime.Annotations;

namespace TencentCloud.Tcsas
{
    [ApiModel(Usage = ApiModelUsage.Request)]
    public sealed partial class CreateMNPRequest
    {
        [ApiRequired]
        [ApiLength(1, 40)]
        public string? MNPType { get; set; }

        [ApiRequired]
        [ApiLength(2, 20)]
        public string? MNPName { get; set; }

        [ApiRequired]
        public string? MNPIcon { get; set; }

        [ApiRequired]
        public string? MNPIntro { get; set; }

        public string? TeamId { get; set; }

        public IList<MNPI18NSyncDto>? I18nList { get; set; }

        public MNPOwner? Owner { get; set; }

        [ApiDeprecated("Use TeamId.")]
        public string? GroupId { get; set; }

        [ApiDisabled("")]
        public string? Legacy { get; set; }

        public string ToJson() => "";

        public static CreateMNPRequest FromJson(string json) => new();
    }

    [ApiModel(Usage = ApiModelUsage.Request)]
    public sealed partial class MNPI18NSyncDto
    {
        [ApiRequired]
        public string? Locale { get; set; }

        [ApiRequired]
        public string? Text { get; set; }

        public string? Comment { get; set; }
    }

    [ApiModel(Usage = ApiModelUsage.Request)]
    public sealed partial class MNPOwner
    {
        [ApiRequired]
        public string? Uin { get; set; }

        [ApiRequired]
        public MNPContact? Contact { get; set; }
    }

    [ApiModel(Usage = ApiModelUsage.Request)]
    public sealed partial class MNPContact
    {
        [ApiRequired]
        public string? Mail { get; set; }
    }

    [ApiModel(Usage = ApiModelUsage.Request)]
    public sealed partial class ModifyQuotaRequest
    {
        [ApiRequired]
        [ApiValues("small", "medium", "large")]
        public string? Size { get; set; }

        [ApiRequired]
        [ApiRange("1", "100")]
        public long? Count { get; set; }

        [ApiRange("0", null)]
        public ulong? Offset { get; set; }

        [ApiRange("0.5", "1.5")]
        public double? Factor { get; set; }

        [ApiPattern("^[a-z][a-z0-9-]*$")]
        public string? Label { get; set; }

        [ApiValues("1", "2", "4")]
        public long? Level { get; set; }

        [ApiItemCount(1, 3)]
        [ApiLength(1, 8)]
        public IList<string>? Tags { get; set; }

        [ApiItemCount(0, 2)]
        [ApiRange("0", "9")]
        public IList<long?>? Slots { get; set; }

        [ApiSensitive]
        [ApiLength(8, 16)]
        public string? Password { get; set; }

        public bool? Force { get; set; }
    }

    [ApiModel(Usage = ApiModelUsage.Request)]
    public sealed partial class DescribeMNPRequest
    {
        public string? MNPId { get; set; }
    }

    [ApiModel]
    public sealed partial class CreateMNPResponse
    {
        public ResourceIdStringInfo Data { get; set; } = new();

        public string RequestId { get; set; } = "";
    }

    [ApiModel]
    public sealed partial class ResourceIdStringInfo
    {
        public string? ResourceId { get; set; }

        [ApiDeprecated("")]
        public string? OldId { get; set; }
    }

    [ApiModel]
    public sealed partial class ModifyQuotaResponse
    {
        public string RequestId { get; set; } = "";
    }

    [ApiModel]
    public sealed partial class DescribeMNPResponse
    {
        public string? MNPName { get; set; }

        public string RequestId { get; set; } = "";
    }

    public enum CreateMNPErrorCode
    {
        Unknown = 0,

        [ApiErrorCode("FailedOperation")]
        FailedOperation,

        [ApiErrorCode("FailedOperation.MNPNumberExceedLimit")]
        FailedOperationMNPNumberExceedLimit,

        [ApiErrorCode("InvalidParameterValue.InvalidMNPName")]
        InvalidParameterValueInvalidMNPName,

        [ApiErrorCode("InvalidParameterValue.MiniProgramNameAlreadyExist")]
        InvalidParameterValueMiniProgramNameAlreadyExist,
    }

    public enum ModifyQuotaErrorCode
    {
        Unknown = 0,

        [ApiErrorCode("LimitExceeded.Quota")]
        LimitExceededQuota,
    }

    [ApiClient("tcsas", "2025-01-06")]
    public partial interface ITcsasClient
    {
        [ApiAction("CreateMNP", ErrorCodes = typeof(CreateMNPErrorCode))]
        Task<CreateMNPResponse> CreateMNPAsync(CreateMNPRequest request, CancellationToken cancellationToken = default);

        [ApiAction("CreateMNP", ErrorCodes = typeof(CreateMNPErrorCode))]
        Task<CreateMNPResponse> CreateMNPAsync(CreateMNPRequest request, ApiCallOptions? options, CancellationToken cancellationToken);

        [ApiAction("ModifyQuota", ErrorCodes = typeof(ModifyQuotaErrorCode))]
        Task<ModifyQuotaResponse> ModifyQuotaAsync(ModifyQuotaRequest request, CancellationToken cancellationToken = default);

        [ApiAction("DescribeMNP")]
        Task<DescribeMNPResponse> DescribeMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default);

        [ApiAction("OldMNP")]
        [ApiDeprecated("Use CreateMNP.")]
        Task<CreateMNPResponse> OldMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default);

        [ApiAction("GoneMNP")]
        [ApiDisabled("Use CreateMNP.")]
        Task<CreateMNPResponse> GoneMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default);

        [ApiAction("StreamMNP")]
        IAsyncEnumerable<DescribeMNPResponse> StreamMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default);
    }

    [ApiClient("tcsas", "2025-01-06")]
    public sealed partial class TcsasClient : ITcsasClient, IDisposable
    {
        public TcsasClient(ICredentialProvider credentials, string? region = null, ApiClientOptions? options = null)
        {
        }

        [ApiAction("CreateMNP", ErrorCodes = typeof(CreateMNPErrorCode))]
        public Task<CreateMNPResponse> CreateMNPAsync(CreateMNPRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        [ApiAction("CreateMNP", ErrorCodes = typeof(CreateMNPErrorCode))]
        public Task<CreateMNPResponse> CreateMNPAsync(CreateMNPRequest request, ApiCallOptions? options, CancellationToken cancellationToken) => throw new NotSupportedException();

        [ApiAction("ModifyQuota", ErrorCodes = typeof(ModifyQuotaErrorCode))]
        public Task<ModifyQuotaResponse> ModifyQuotaAsync(ModifyQuotaRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        [ApiAction("DescribeMNP")]
        public Task<DescribeMNPResponse> DescribeMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        [ApiAction("OldMNP")]
        [ApiDeprecated("Use CreateMNP.")]
        public Task<CreateMNPResponse> OldMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        [ApiAction("GoneMNP")]
        [ApiDisabled("Use CreateMNP.")]
        public Task<CreateMNPResponse> GoneMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        [ApiAction("StreamMNP")]
        public IAsyncEnumerable<DescribeMNPResponse> StreamMNPAsync(DescribeMNPRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
