using HfRegistry.Configuration;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.UseCases;
using HfRegistry.Mof.Validation;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Validation;

/// <summary>The documents of <c>samples/MofCollection</c>: the right ones and, line by line and column by column, the wrong ones.</summary>
[TestClass]
internal sealed class SampleTests
{
    private static readonly Dictionary<string, string[]> Wrong = new()
    {
        ["alias.yml"] = ["HFR2003 12,13"],
        ["another-stem.yml"] = ["HFR2110 6,9", "HFR2112 8,9", "HFR2116 15,16"],
        ["breaks-schema.yml"] = ["HFR2006 6,3", "HFR2006 9,9", "HFR2006 24,7", "HFR2006 24,16"],
        ["broken-yaml.yml"] = ["HFR2001 12,13"],
        ["components.yml"] = ["HFR2102 25,13", "HFR2102 28,13", "HFR2103 34,13"],
        ["key-twice.yml"] = ["HFR2002 13,3"],
        ["licenses.yml"] =
        [
            "HFR2105 18,13", "HFR2105 24,16", "HFR2107 28,16", "HFR2105 32,16", "HFR2108 36,16", "HFR2104 40,16", "HFR2106 44,16", "HFR2109 48,16",
        ],
        ["one-name.yml"] = ["HFR2111 6,9"],
        ["one-name-too.yml"] = ["HFR2110 6,9", "HFR2111 6,9", "HFR2115 16,3", "HFR2115 18,5", "HFR2114 20,11"],
        ["tab.yml"] = ["HFR2001 12,1"],
        ["two-documents.yml"] = ["HFR2003 27,1"],
        ["unread.yaml"] = ["HFR2118 1,1"],
        ["unquoted.yml"] = ["HFR2101 7,12", "HFR2101 8,9", "HFR2113 12,13"],
    };

    [TestMethod]
    public async Task Every_wrong_document_is_told_of_at_its_very_line_and_column()
    {
        var found = await ValidateAsync("wrong");

        Assert.AreSequenceEqual(Wrong.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        foreach (var (file, expected) in Wrong)
            Assert.AreSequenceEqual(expected, found[file].Diagnostics.Select(Validating.Describe), file);
    }

    [TestMethod]
    public async Task Every_rule_has_a_wrong_document()
    {
        var found = (await ValidateAsync("wrong")).Values.SelectMany(document => document.Diagnostics).Select(diagnostic => diagnostic.Code);

        // HFR2117 is a notice about right documents, which classification gives.
        var rules = DiagnosticCatalog.All.Select(kind => kind.Code).Where(DiagnosticCatalog.IsMofRule).Except([DiagnosticCatalog.MofUnusualLicense.Code]);
        Assert.IsEmpty(rules.Except(found).ToList());
    }

    [TestMethod]
    public async Task The_right_documents_have_no_error_and_no_warning()
    {
        var found = await ValidateAsync("models");

        Assert.HasCount(4, found);
        Assert.IsEmpty(found.Values.SelectMany(document => document.Diagnostics).Where(diagnostic => diagnostic.Severity != Severity.Message).ToList());
    }

    [TestMethod]
    public async Task The_right_documents_are_written_as_they_are()
    {
        foreach (var document in (await ValidateAsync("models")).Values.Select(validated => validated.Document!))
            Assert.AreEqual(document.Source!.Text, Rewritten(document));
    }

    // The samples have the order of keys and the quotes that the writer gives them.
    private static string Rewritten(MofDocument document) => MofDocumentWriter.Write(document);

    private static async Task<Dictionary<string, MofValidation>> ValidateAsync(string folder)
    {
        var (files, problems) = MofPaths.Expand([folder], RepositoryFiles.PathOf("samples", "MofCollection"));
        Assert.IsEmpty(problems);
        var validation = (await ValidateUseCase.OpenAsync(HfConfiguration.Empty, schemaFile: null, new FakeClock(), CancellationToken.None)).Value!;
        return validation.Run(files, fixes: false, CancellationToken.None).Documents.ToDictionary(document => Path.GetFileName(document.Path));
    }
}
