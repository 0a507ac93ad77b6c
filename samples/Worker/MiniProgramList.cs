using TencentCloud.Tcsas;

namespace Worker;

/// <summary>The list of mini programs that are wanted: a CSV file with a row for each.</summary>
internal static class MiniProgramList
{
    private static readonly string[] Columns = ["name", "type", "introduction", "description", "icon", "platform", "team"];

    /// <summary>Reads the whole list, so that a mistake in its last row is told before the first call is made.</summary>
    /// <exception cref="FormatException">The list has a mistake; the message names the line.</exception>
    public static IReadOnlyList<CreateMNPRequest> Read(string path)
    {
        List<CreateMNPRequest> requests = [];
        HashSet<string> names = [];
        foreach ((int line, string[] fields) in Csv.Read(File.ReadAllText(path)))
        {
            if (requests.Count == 0 && fields.SequenceEqual(Columns))
            {
                continue;
            }

            if (fields.Length != Columns.Length)
            {
                throw new FormatException($"line {line}: {fields.Length} fields instead of {Columns.Length} ({string.Join(',', Columns)}).");
            }

            // All but the team, which comes last, are wanted.
            int empty = Array.FindIndex(fields[..^1], string.IsNullOrWhiteSpace);
            if (empty >= 0)
            {
                throw new FormatException($"line {line}: no {Columns[empty]}.");
            }

            if (!names.Add(fields[0]))
            {
                throw new FormatException($"line {line}: '{fields[0]}' is in the list already.");
            }

            requests.Add(new CreateMNPRequest
            {
                MNPName = fields[0],
                MNPType = fields[1],
                MNPIntro = fields[2],
                MNPDesc = fields[3],
                MNPIcon = fields[4],
                PlatformId = fields[5],
                TeamId = fields[6].Length == 0 ? null : fields[6],
            });
        }

        return requests;
    }
}
