using ApiGen.Catalog;

switch (args)
{
    case ["--worker"]:
        return await Worker.RunAsync().ConfigureAwait(false);
    case ["--measure", var model, var warmUp]:
        return Measurement.Run(model, warmUp);
    case ["--memory", var model]:
        return Measurement.RunMemory(model);
    case [var source, .. var only]:
        using (Archive archive = await Archive.OpenAsync(source).ConfigureAwait(false))
        {
            return await CatalogRun.RunAsync(archive, only).ConfigureAwait(false);
        }

    default:
        Console.Error.WriteLine("usage: ApiGen.Catalog <archive.tar.xz or folder of models> [part of a path ...]");
        return 1;
}
