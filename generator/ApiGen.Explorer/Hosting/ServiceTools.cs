using ApiGen.Explorer.Calling;
using ApiGen.Specs.Conformance;
using ApiGen.Specs.Naming;

namespace ApiGen.Explorer.Hosting;

/// <summary>What is worked out once for a service.</summary>
/// <param name="Names">Its names in C#.</param>
/// <param name="Conformance">What tells whether a value conforms.</param>
/// <param name="Formats">What tells whether a text has its format.</param>
/// <param name="Body">What writes requests.</param>
internal sealed record ServiceTools(ServiceNames Names, ConformanceCheck Conformance, FormatCheck Formats, RequestBody Body);
