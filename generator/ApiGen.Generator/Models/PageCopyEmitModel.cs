namespace ApiGen.Generator.Models;

/// <summary>How a request is copied for another page, so that the caller's stays as it is.</summary>
/// <param name="ByToken">Whether a position is a token; otherwise it is a number.</param>
/// <param name="Position">The property of the position.</param>
/// <param name="Limit">The property of the page's size; null where the request has none.</param>
internal sealed record PageCopyEmitModel(bool ByToken, PagePropertyEmitModel Position, PagePropertyEmitModel? Limit);

/// <summary>A property that is set for another page.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsUnsigned">Whether it holds an unsigned number.</param>
internal sealed record PagePropertyEmitModel(string Name, bool IsUnsigned);
