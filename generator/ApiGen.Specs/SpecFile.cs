using ApiGen.Specs.Diagnostics;
using ApiGen.Specs.Model;

namespace ApiGen.Specs;

/// <summary>The text of a spec file.</summary>
/// <param name="Path">A logical path with forward slashes, such as <c>specs/tcsas/2025-01-06/service.yaml</c>. Folders decide which service a file belongs to; the path appears in generated code and in diagnostics.</param>
/// <param name="Text">The whole content.</param>
public sealed record SpecText(string Path, string Text);

/// <summary>The result of binding a set of files: the services that can be used, and every diagnostic.</summary>
/// <param name="Services">The services, ordered by name and version (ordinal). What has an error is left out of its service.</param>
/// <param name="Diagnostics">All diagnostics, ordered by path and place.</param>
public sealed record SpecSet(EquatableArray<ServiceModel> Services, EquatableArray<SpecDiagnostic> Diagnostics);
