using System.Runtime.ExceptionServices;
using ApiGen.Specs;

namespace ApiGen.Emulator.Specs;

/// <summary>Reads many spec files with all processors: a catalogue of thousands is read while somebody waits.</summary>
internal static class SpecFileReading
{
    /// <summary>The documents, in the order of the files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="read">Reads one of them; from several threads.</param>
    /// <remarks>Of several failures that of the first file is thrown, so that it is the same one each time.</remarks>
    public static IReadOnlyList<SpecDocument> All(IReadOnlyList<string> files, Func<string, SpecDocument> read)
    {
        SpecDocument[] documents = new SpecDocument[files.Count];
        ExceptionDispatchInfo?[] failures = new ExceptionDispatchInfo?[files.Count];
        Parallel.For(0, files.Count, i =>
        {
            try
            {
                documents[i] = read(files[i]);
            }
            catch (Exception exception)
            {
                failures[i] = ExceptionDispatchInfo.Capture(exception);
            }
        });
        Array.Find(failures, static failure => failure is not null)?.Throw();
        return documents;
    }
}
