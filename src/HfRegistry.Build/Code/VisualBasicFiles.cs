using System.Globalization;

namespace HfRegistry.Build.Code;

/// <summary>The part of the Visual Basic code that is about files; it does what <see cref="CSharpFiles"/> does.</summary>
internal static class VisualBasicFiles
{
    /// <summary>The type of a file.</summary>
    public const string Type = """
        ''' <summary>A file of a model.</summary>
        Friend NotInheritable Class [ModelFile]
            Friend Sub New([name] As String, [sizeBytes] As Long, [hash] As String)
                Me.Name = [name]
                Me.SizeBytes = [sizeBytes]
                Me.Hash = [hash]
            End Sub

            ''' <summary>Gets the path in the model's repository.</summary>
            Public ReadOnly Property Name As String

            ''' <summary>Gets the size in bytes.</summary>
            Public ReadOnly Property SizeBytes As Long

            ''' <summary>Gets the SHA-256 of the content (64 digits); of a small file git's object id (40 digits).</summary>
            Public ReadOnly Property Hash As String

            Friend Shared Function Find(files As Global.System.Collections.Generic.IReadOnlyList(Of [ModelFile]), id As String, snapshot As String, fileName As String) As String
                Dim isKnown As Boolean = False
                For Each file As [ModelFile] In files
                    isKnown = isKnown OrElse Global.System.String.Equals(file.Name, fileName, Global.System.StringComparison.Ordinal)
                Next
                If Not isKnown Then
                    Throw New Global.System.ArgumentException("'" & fileName & "' is not among the files of " & id & " that this project downloads. Add it to Files of the HfModel item.", "fileName")
                End If
                Dim path As String = (snapshot & "/" & fileName).Replace("/"c, Global.System.IO.Path.DirectorySeparatorChar)
                Dim beside As String = Global.System.IO.Path.Combine(Global.System.AppContext.BaseDirectory, "models", path)
                If Global.System.IO.File.Exists(beside) Then Return beside
                Dim cached As String = Global.System.IO.Path.Combine(Cache(), path)
                If Global.System.IO.File.Exists(cached) Then Return cached
                Throw New Global.System.IO.FileNotFoundException("'" & fileName & "' of " & id & " is not in the Hugging Face cache. Build the project, or run `hfregistry restore` in its folder. Expected: " & cached, cached)
            End Function

            Private Shared Function Cache() As String
                Dim folder As String = If(Variable("HF_HUB_CACHE"), Variable("HUGGINGFACE_HUB_CACHE"))
                If folder Is Nothing Then
                    folder = If(Variable("HF_HOME"), If(Variable("XDG_CACHE_HOME"), "~/.cache") & "/huggingface") & "/hub"
                End If
                folder = Global.System.Text.RegularExpressions.Regex.Replace(folder, "\$(?:\{(\w+)\}|(\w+))",
                    Function(match As Global.System.Text.RegularExpressions.Match) If(Variable(match.Groups(1).Value & match.Groups(2).Value), match.Value))
                If folder = "~" OrElse folder.StartsWith("~/", Global.System.StringComparison.Ordinal) OrElse folder.StartsWith("~\", Global.System.StringComparison.Ordinal) Then
                    folder = If(Variable("HOME"), Variable("USERPROFILE")) & folder.Substring(1)
                End If
                Return Global.System.IO.Path.GetFullPath(folder)
            End Function

            Private Shared Function Variable(variableName As String) As String
                Dim value As String = Global.System.Environment.GetEnvironmentVariable(variableName)
                Return If(Global.System.String.IsNullOrEmpty(value), Nothing, value)
            End Function
        End Class
        """;

    /// <summary>Writes the members of a model's class.</summary>
    public static void WriteMembers(IndentedText code, CodeFiles files)
    {
        code.Line("''' <summary>The license as the Hub names it, or Nothing when it is not known.</summary>").Line($"Public Const [License] As String = {VisualBasicCode.Literal(files.License)}").Blank()
            .Line("''' <summary>The transformers class for the task, or Nothing when it is not known.</summary>").Line($"Public Const [ClassName] As String = {VisualBasicCode.Literal(files.ClassName)}").Blank()
            .Line("''' <summary>The formats of the weights that the model has.</summary>")
            .Line($"Public Shared ReadOnly Property Formats As Global.System.Collections.Generic.IReadOnlyList(Of String) = New String() {{{string.Join(", ", files.Formats.Select(VisualBasicCode.Literal))}}}").Blank()
            .Line("''' <summary>The size of the files in bytes, all together.</summary>")
            .Line(string.Create(CultureInfo.InvariantCulture, $"Public Const [FilesSizeBytes] As Long = {files.Files.Sum(static file => file.Size)}L")).Blank()
            .Line("''' <summary>The files that the project downloads.</summary>")
            .Line($"Public Shared ReadOnly Property Files As Global.System.Collections.Generic.IReadOnlyList(Of [ModelFile]) = New [ModelFile]() {{{string.Join(", ", files.Files.Select(File))}}}").Blank()
            .Line("''' <summary>Returns the path of a file: beside the program, else in the Hugging Face cache.</summary>")
            .Open("Public Shared Function GetPath(fileName As String) As String")
            .Line($"Return [ModelFile].Find(Files, [Id], {VisualBasicCode.Literal(files.Snapshot)}, fileName)")
            .Close("End Function");
    }

    private static string File(ModelFile file) =>
        string.Create(CultureInfo.InvariantCulture, $"New [ModelFile]({VisualBasicCode.Literal(file.Path)}, {file.Size}L, {VisualBasicCode.Literal(file.Hash)})");
}
