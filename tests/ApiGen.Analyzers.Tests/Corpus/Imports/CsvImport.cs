namespace Storefront.Imports;

/// <summary>Reads mini programs from lines of text and creates them.</summary>
public sealed class CsvImport(ITcsasClient client)
{
    private static readonly string[] Columns = ["type", "name", "icon", "intro"];

    public async Task<int> ImportAsync(TextReader reader, CancellationToken cancellationToken)
    {
        int line = 0;
        int created = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } text)
        {
            line++;
            string[] cells = text.Split(',');
            if (cells.Length != Columns.Length)
            {
                Console.Error.WriteLine($"Line {line}: {cells.Length} cells instead of {Columns.Length}.");
                continue;
            }

            CreateMNPRequest request = new();
            for (int column = 0; column < cells.Length; column++)
            {
                Set(request, Columns[column], cells[column]);
            }

            await client.CreateMNPAsync(request, cancellationToken);
            created++;
        }

        return created;
    }

    public async Task<int> ImportInlineAsync(IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        int created = 0;
        foreach (string text in lines)
        {
            CreateMNPRequest request = new() { MNPType = "Import" };
            string[] cells = text.Split(',');
            for (int column = 0; column < cells.Length; column++)
            {
                switch (Columns[column])
                {
                    case "name":
                        request.MNPName = cells[column];
                        break;
                    case "icon":
                        request.MNPIcon = cells[column];
                        break;
                    case "intro":
                        request.MNPIntro = cells[column];
                        break;
                }
            }

            await client.CreateMNPAsync(request, cancellationToken);
            created++;
        }

        return created;
    }

    public async Task<IReadOnlyList<string>> CheckedAsync(IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        List<string> errors = [];
        foreach (string text in lines)
        {
            string[] cells = text.Split(',');
            List<string> wrong = [];
            CreateMNPRequest request = new() { MNPType = cells[0], MNPIcon = "i", MNPIntro = "t" };
            if (cells.Length > 1)
            {
                request.MNPName = cells[1];
            }
            else
            {
                wrong.Add($"'{text}' has no name.");
            }

            if (wrong.Count > 0)
            {
                errors.AddRange(wrong);
                continue;
            }

            await client.CreateMNPAsync(request, cancellationToken);
        }

        return errors;
    }

    public async Task ImportCarelesslyAsync(IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        foreach (string text in lines)
        {
            string[] cells = text.Split(',');
            CreateMNPRequest request = new() { MNPType = cells[0], MNPName = cells[1] };
            using (StringReader reader = new(text))
            {
                request.MNPIcon = await reader.ReadLineAsync(cancellationToken);
            }

            lock (cells)
            {
                request.TeamId = cells[^1];
            }

            await client.CreateMNPAsync(/*!APIGEN1001*/request, cancellationToken);
        }
    }

    private static void Set(CreateMNPRequest request, string column, string cell)
    {
        switch (column)
        {
            case "type":
                request.MNPType = cell;
                break;
            case "name":
                request.MNPName = cell;
                break;
            case "icon":
                request.MNPIcon = cell;
                break;
            case "intro":
                request.MNPIntro = cell;
                break;
        }
    }
}
