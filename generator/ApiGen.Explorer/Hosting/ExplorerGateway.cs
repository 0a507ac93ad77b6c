using ApiGen.Emulator;
using ApiGen.Explorer.Calling;

namespace ApiGen.Explorer.Hosting;

/// <summary>The embedded gateway and what calls it.</summary>
internal sealed record ExplorerGateway(ApiEmulator Emulator, ApiCaller Caller);
