// Writes the files of the product that mirror its code.
//
//   dotnet run --project tools/HfRegistry.Generate             writes them
//   dotnet run --project tools/HfRegistry.Generate -- --check  writes nothing, and fails when one is out of date

using HfRegistry.Generate;
using HfRegistry.Testing;

if (args is not ([] or ["--check"]))
{
    await Console.Error.WriteLineAsync("usage: HfRegistry.Generate [--check]");
    return 2;
}

var stale = 0;
foreach (var file in ProductFiles.All)
{
    var path = RepositoryFiles.PathOf(file.Path);
    var current = await ProductFiles.ReadAsync(path);
    var rendered = await file.RenderAsync(current);
    if (rendered == current)
        continue;
    stale++;
    if (args.Length == 0)
        await File.WriteAllTextAsync(path, rendered);
    await Console.Out.WriteLineAsync(args.Length == 0 ? $"wrote {file.Path}" : $"{file.Path} is out of date: {ProductFiles.HowToWrite}");
}

return args.Length > 0 && stale > 0 ? 1 : 0;
