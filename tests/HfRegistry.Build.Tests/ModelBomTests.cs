using System.IO.Compression;
using System.Text.Json;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Build.Tests;

/// <summary>The bill of models of a project: beside its binary, in its package, and only written when something changed.</summary>
[TestClass]
internal sealed class ModelBomTests
{
    private const string Stamp = "obj/Release/net10.0/hfregistry/bom.stamp";

    [TestMethod]
    public async Task Bill_is_packed_and_skipped_when_up_to_date_and_required_facts_fail_at_the_line_of_the_item()
    {
        var project = Package.Packed.Project("bill").With("Bill.csproj", ThrowawayProject.ProjectText(
            """
                <HfModel Include="bert" /><HfModel Include="gpt2" Alias="Writer" />
              </ItemGroup>
              <Target Name="ClassOfBert" AfterTargets="HfResolveModels">
                <ItemGroup>
                  <HfResolvedModel Condition="'%(HfResolvedModel.RequestedAs)' == 'bert'" MofClass="$(ClassOfBert)" />
                </ItemGroup>
              </Target>
              <ItemGroup>
            """,
            "<Version>2.3.4</Version><GenerateSBOM>true</GenerateSBOM><HfGate>warn</HfGate><HfGateMin>0</HfGateMin><GeneratePackageOnBuild>false</GeneratePackageOnBuild>"));
        var packed = await project.RunAsync("pack", ["-o", "out", "-p:ClassOfBert=II"], [("SOURCE_DATE_EPOCH", "1700000000")]);
        Assert.IsTrue(packed.Succeeded, packed.ToString());

        var document = JsonElement.Parse(project.TextOf("bin/Release/net10.0/Bill.models.cdx.json"));
        Assert.AreEqual("Bill 2.3.4 library", string.Join(' ', new[] { "name", "version", "type" }.Select(name => document.GetProperty("metadata").GetProperty("component").GetProperty(name))));
        Assert.AreEqual("2023-11-14T22:13:20Z", document.GetProperty("metadata").GetProperty("timestamp").GetString());
        CollectionAssert.AreEqual(new[] { "bert-base-uncased", "gpt2" }, document.GetProperty("components").EnumerateArray().Select(static component => component.GetProperty("name").GetString()).ToArray());
        StringAssert.Contains(document.GetRawText(), "\"hfregistry:gate\"");
        Assert.AreEqual(1, document.GetRawText().Split("\"hfregistry:mof-class\"").Length - 1);
        using (var package = await ZipFile.OpenReadAsync(project.PathOf("out/Bill.2.3.4.nupkg")))
            Assert.IsNotNull(package.GetEntry("_manifest/cyclonedx/net10.0/Bill.models.cdx.json"), string.Join('\n', package.Entries.Select(static entry => entry.FullName)));

        var again = await project.RunAsync("build", ["--no-restore", "-c", "Release", "-p:ClassOfBert=II"], [("SOURCE_DATE_EPOCH", "1700000000")]);
        Assert.AreEqual("OutputsUpToDate", again.SkipReason("_HfWriteBom"), again.ToString());

        var lacking = await project.BuildAsync("--no-restore", "-c", "Release", "-p:HfModelBomMinimum=commit%3Bhashes");
        var error = lacking.Errors.First();
        Assert.AreEqual("HFR3401", error.Code, lacking.ToString());
        StringAssert.Contains(error.Text, "google-bert/bert-base-uncased lacks facts that HfModelBomMinimum requires: hashes (unknown).");
        Assert.HasCount(2, lacking.Errors.ToList(), lacking.ToString());

        Assert.IsTrue((await project.RunAsync("clean", ["-c", "Release"], [])).Succeeded);
        Assert.IsFalse(File.Exists(project.PathOf(Stamp)) || File.Exists(project.PathOf("bin/Release/net10.0/Bill.models.cdx.json")), "A clean leaves none of it.");
    }
}
