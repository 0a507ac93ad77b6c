using Microsoft.CodeAnalysis.Testing;

namespace ApiGen.Analyzers.Tests.Harness;

/// <summary>The code around the statements under test.</summary>
internal static class Consumer
{
    public static ReferenceAssemblies NoPackages { get; } = new("net10.0");

    public const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using ApiGen.Runtime;
        using TencentCloud.Tcsas;

        """;

    public static string Method(string statements) =>
        Usings + $$"""
        #nullable enable

        public class Consumer
        {
            private readonly TcsasClient client = null!;
            private readonly ITcsasClient api = null!;
            private CreateMNPRequest? stored;

            public async Task Run(bool flag, bool other, string text, string? maybe, int number, List<string> texts, CreateMNPRequest given)
            {
                {{statements.Trim().Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }

            private void Keep(object? value) => stored = value as CreateMNPRequest;
        }
        """;
}
