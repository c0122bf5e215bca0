using System.CommandLine;
using HfRegistry.Cache;
using HfRegistry.Cli.Output;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Download;

/// <summary><c>download</c>: brings one model's files into the shared cache, as <c>hf download</c> does, and prints where they are.</summary>
internal static class DownloadCommand
{
    public static Command Create(CommandIO io)
    {
        var id = new Argument<string>("ID") { Description = "The model, as owner/name." };
        var revision = new Option<string?>("--revision") { Description = "A branch, a tag or a commit (by default main). Only a commit of 40 digits stays the same.", HelpName = "REVISION" };
        var include = new Option<string[]>("--include") { Description = "Download the files that match a pattern, such as onnx/model.onnx or *.json; repeatable.", HelpName = "PATTERN" };
        var exclude = new Option<string[]>("--exclude") { Description = "Leave out the files that match a pattern; repeatable.", HelpName = "PATTERN" };
        var framework = new Option<string?>("--framework") { Description = "The framework or weight format whose weights to download (by default the first that the model has of safetensors, gguf, onnx, pytorch).", HelpName = "NAME" };
        var quantization = new Option<string?>("--quantization") { Description = "The quantization to download, such as Q8_0 of GGUF (by default Q4_K_M) or int8 of ONNX.", HelpName = "NAME" };
        var localDir = new Option<string?>("--local-dir") { Description = "Also copy the files into a folder, under their own names, and print that folder.", HelpName = "DIR" };
        var command = new Command("download", "Download a model into the shared Hugging Face cache and print the folder of its files.")
        {
            id, revision, include, exclude, framework, quantization, localDir,
        };
        command.WithDownloadSwitches();
        return command.WithHandler(io, async (parsed, output, cancellationToken) =>
        {
            var text = parsed.GetValue(id)!;
            if (!ModelId.TryParse(text, out var model))
                return output.WriteErrors([DiagnosticCatalog.InvalidModelId.Create(text)]);
            var named = parsed.GetValue(framework);
            if (named is not null && Frameworks.Find(named) is null)
                return output.WriteErrors([DiagnosticCatalog.UnknownFramework.Create(named, Spelling.DidYouMean(named, Frameworks.All))]);
            var request = new DownloadRequest
            {
                Id = model,
                Revision = parsed.GetValue(revision),
                Files = new FileRequest
                {
                    Include = [.. parsed.GetValue(include) ?? []],
                    Exclude = [.. parsed.GetValue(exclude) ?? []],
                    Framework = ModelFilesUseCase.FormatOf(named),
                    Quantization = parsed.GetValue(quantization),
                },
            };
            var opened = CacheWorkspace.Open(io, parsed);
            if (opened.Value is not { } workspace)
                return output.WriteErrors(opened.Diagnostics);
            output.WriteDiagnostics(opened.Diagnostics);
            using (workspace)
            {
                var downloaded = await workspace.DownloadAsync(request, parsed.IsQuiet(), cancellationToken);
                if (downloaded.Value is not { } snapshot)
                    return output.WriteErrors(downloaded.Diagnostics);
                output.WriteDiagnostics(downloaded.Diagnostics);
                if (parsed.GetValue(localDir) is { Length: > 0 } folder)
                {
                    var copied = LocalFolder.Copy(snapshot, io.PathOf(folder));
                    if (copied.Value is null)
                        return output.WriteErrors(copied.Diagnostics);
                    snapshot = copied.Value;
                }

                output.Write(DownloadDocument.Of(snapshot, downloaded.Diagnostics), static () => DownloadJson.Default.DownloadDocument, static (shown, io) => io.Out.WriteLine(shown.Path));
                return ExitCode.Done;
            }
        });
    }
}
