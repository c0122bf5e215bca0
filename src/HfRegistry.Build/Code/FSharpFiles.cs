using System.Globalization;

namespace HfRegistry.Build.Code;

/// <summary>The part of the F# code that is about files; it does what <see cref="CSharpFiles"/> does.</summary>
internal static class FSharpFiles
{
    /// <summary>The type of a file, and the function that finds one.</summary>
    public const string Type = """
        /// <summary>A file of a model.</summary>
        type ModelFile =
            { /// <summary>The path in the model's repository.</summary>
              Name : string
              /// <summary>The size in bytes.</summary>
              SizeBytes : int64
              /// <summary>The SHA-256 of the content (64 digits); of a small file git's object id (40 digits).</summary>
              Hash : string }

            static member private Variable (name : string) =
                match System.Environment.GetEnvironmentVariable name with
                | null | "" -> None
                | value -> Some value

            static member private Cache () =
                let first names = List.tryPick ModelFile.Variable names
                let user = defaultArg (first [ "HOME"; "USERPROFILE" ]) ""
                let named = first [ "HF_HUB_CACHE"; "HUGGINGFACE_HUB_CACHE" ]
                let home () = defaultArg (first [ "HF_HOME" ]) (defaultArg (first [ "XDG_CACHE_HOME" ]) "~/.cache" + "/huggingface")
                let folder = match named with Some folder -> folder | None -> home () + "/hub"
                let expand (m : System.Text.RegularExpressions.Match) = defaultArg (ModelFile.Variable (m.Groups.[1].Value + m.Groups.[2].Value)) m.Value
                let folder = System.Text.RegularExpressions.Regex.Replace (folder, @"\$(?:\{(\w+)\}|(\w+))", System.Text.RegularExpressions.MatchEvaluator expand)
                let isOfUser = folder = "~" || folder.StartsWith ("~/", System.StringComparison.Ordinal) || folder.StartsWith ("~\\", System.StringComparison.Ordinal)
                System.IO.Path.GetFullPath (if isOfUser then user + folder.Substring 1 else folder)

            static member internal Find (files : System.Collections.Generic.IReadOnlyList<ModelFile>, id : string, snapshot : string, name : string) : string =
                if not (Seq.exists (fun (file : ModelFile) -> file.Name = name) files) then
                    invalidArg "name" ("'" + name + "' is not among the files of " + id + " that this project downloads. Add it to Files of the HfModel item.")
                let path = (snapshot + "/" + name).Replace ('/', System.IO.Path.DirectorySeparatorChar)
                let beside = System.IO.Path.Combine (System.AppContext.BaseDirectory, "models", path)
                let cached = System.IO.Path.Combine (ModelFile.Cache (), path)
                if System.IO.File.Exists beside then beside
                elif System.IO.File.Exists cached then cached
                else raise (System.IO.FileNotFoundException ("'" + name + "' of " + id + " is not in the Hugging Face cache. Build the project, or run `hfregistry restore` in its folder. Expected: " + cached, cached))
        """;

    /// <summary>Writes the values of a model's module.</summary>
    public static void WriteMembers(IndentedText code, CodeFiles files)
    {
        code.Line("/// <summary>The license as the Hub names it, or null when it is not known.</summary>").Line("[<Literal>]").Line($"let License{FSharpCode.Value(files.License)}").Blank()
            .Line("/// <summary>The transformers class for the task, or null when it is not known.</summary>").Line("[<Literal>]").Line($"let ClassName{FSharpCode.Value(files.ClassName)}").Blank()
            .Line("/// <summary>The formats of the weights that the model has.</summary>")
            .Line($"let Formats : System.Collections.Generic.IReadOnlyList<string> = [| {string.Join("; ", files.Formats.Select(Text))} |]").Blank()
            .Line("/// <summary>The size of the files in bytes, all together.</summary>").Line("[<Literal>]")
            .Line(string.Create(CultureInfo.InvariantCulture, $"let FilesSizeBytes = {files.Files.Sum(static file => file.Size)}L")).Blank()
            .Line("/// <summary>The files that the project downloads.</summary>")
            .Line($"let Files : System.Collections.Generic.IReadOnlyList<ModelFile> = [| {string.Join("; ", files.Files.Select(File))} |]").Blank()
            .Line("/// <summary>Returns the path of a file: beside the program, else in the Hugging Face cache.</summary>")
            .Line($"let GetPath (name : string) : string = ModelFile.Find (Files, Id, {Text(files.Snapshot)}, name)").Blank();
    }

    private static string File(ModelFile file) =>
        string.Create(CultureInfo.InvariantCulture, $"{{ Name = {Text(file.Path)}; SizeBytes = {file.Size}L; Hash = {Text(file.Hash)} }}");

    private static string Text(string text) => $"\"{CSharpCode.Escape(text)}\"";
}
