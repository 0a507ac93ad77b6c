namespace ApiGen.Cli.Writing;

/// <summary>Gives files whose texts are only known when others are in place, or fails, so that those are taken back.</summary>
internal delegate Task<IReadOnlyList<(string Path, string Text)>> DependentFiles(CancellationToken cancellationToken);
