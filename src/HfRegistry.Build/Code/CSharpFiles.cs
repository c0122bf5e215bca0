using System.Globalization;

namespace HfRegistry.Build.Code;

/// <summary>The part of the C# code that is about files.</summary>
internal static class CSharpFiles
{
    /// <summary>The type of a file, which finds it where the build or <c>hfregistry restore</c> put it.</summary>
    public const string Type = """
        /// <summary>A file of a model.</summary>
        internal sealed class ModelFile
        {
            internal ModelFile(string name, long sizeBytes, string hash)
            {
                Name = name;
                SizeBytes = sizeBytes;
                Hash = hash;
            }

            /// <summary>Gets the path in the model's repository.</summary>
            public string Name { get; }

            /// <summary>Gets the size in bytes.</summary>
            public long SizeBytes { get; }

            /// <summary>Gets the SHA-256 of the content (64 digits); of a small file git's object id (40 digits).</summary>
            public string Hash { get; }

            internal static string Find(global::System.Collections.Generic.IReadOnlyList<ModelFile> files, string id, string snapshot, string name)
            {
                var isKnown = false;
                foreach (var file in files)
                    isKnown = isKnown || file.Name == name;
                if (!isKnown)
                    throw new global::System.ArgumentException("'" + name + "' is not among the files of " + id + " that this project downloads. Add it to Files of the HfModel item.", nameof(name));
                var path = (snapshot + "/" + name).Replace('/', global::System.IO.Path.DirectorySeparatorChar);
                var beside = global::System.IO.Path.Combine(global::System.AppContext.BaseDirectory, "models", path);
                if (global::System.IO.File.Exists(beside))
                    return beside;
                var cached = global::System.IO.Path.Combine(Cache(), path);
                if (global::System.IO.File.Exists(cached))
                    return cached;
                throw new global::System.IO.FileNotFoundException("'" + name + "' of " + id + " is not in the Hugging Face cache. Build the project, or run `hfregistry restore` in its folder. Expected: " + cached, cached);
            }

            private static string Cache()
            {
                var folder = Variable("HF_HUB_CACHE") ?? Variable("HUGGINGFACE_HUB_CACHE");
                if (folder == null)
                    folder = (Variable("HF_HOME") ?? (Variable("XDG_CACHE_HOME") ?? "~/.cache") + "/huggingface") + "/hub";
                folder = global::System.Text.RegularExpressions.Regex.Replace(
                    folder, @"\$(?:\{(\w+)\}|(\w+))", match => Variable(match.Groups[1].Value + match.Groups[2].Value) ?? match.Value);
                if (folder == "~" || folder.StartsWith("~/", global::System.StringComparison.Ordinal) || folder.StartsWith("~\\", global::System.StringComparison.Ordinal))
                    folder = (Variable("HOME") ?? Variable("USERPROFILE")) + folder.Substring(1);
                return global::System.IO.Path.GetFullPath(folder);
            }

            private static string Variable(string name)
            {
                var value = global::System.Environment.GetEnvironmentVariable(name);
                return string.IsNullOrEmpty(value) ? null : value;
            }
        }
        """;

    /// <summary>Writes the members of a model's class.</summary>
    /// <param name="code">The code.</param>
    /// <param name="files">The files and facts.</param>
    /// <param name="constant">Returns the declaration of a constant text.</param>
    public static void WriteMembers(IndentedText code, CodeFiles files, Func<string, string?, string> constant)
    {
        code.Line("/// <summary>The license as the Hub names it, or null when it is not known.</summary>").Line(constant("License", files.License)).Blank()
            .Line("/// <summary>The transformers class for the task, or null when it is not known.</summary>").Line(constant("ClassName", files.ClassName)).Blank()
            .Line("/// <summary>The formats of the weights that the model has.</summary>")
            .Line($"public static global::System.Collections.Generic.IReadOnlyList<string> Formats {{ get; }} = new string[] {{ {string.Join(", ", files.Formats.Select(CSharpCode.Literal))} }};").Blank()
            .Line("/// <summary>The size of the files in bytes, all together.</summary>")
            .Line(string.Create(CultureInfo.InvariantCulture, $"public const long FilesSizeBytes = {files.Files.Sum(static file => file.Size)}L;")).Blank()
            .Line("/// <summary>The files that the project downloads.</summary>")
            .Line("public static global::System.Collections.Generic.IReadOnlyList<ModelFile> Files { get; } = new ModelFile[]").Open("{");
        foreach (var file in files.Files)
            code.Line(string.Create(CultureInfo.InvariantCulture, $"new ModelFile({CSharpCode.Literal(file.Path)}, {file.Size}L, {CSharpCode.Literal(file.Hash)}),"));
        code.Close("};").Blank()
            .Line("/// <summary>Returns the path of a file: beside the program, else in the Hugging Face cache.</summary>")
            .Line("/// <exception cref=\"global::System.ArgumentException\">The project does not download the file.</exception>")
            .Line("/// <exception cref=\"global::System.IO.FileNotFoundException\">The file is in neither place.</exception>")
            .Line($"public static string GetPath(string name) => ModelFile.Find(Files, Id, {CSharpCode.Literal(files.Snapshot)}, name);");
    }
}
