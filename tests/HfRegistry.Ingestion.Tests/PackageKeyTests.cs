using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Tests;

/// <summary>Names that are parsed once: versions, tenants, keys of stores.</summary>
[TestClass]
internal sealed class PackageKeyTests
{
    private static readonly string Digest = new('d', 64);

    [TestMethod]
    [DataRow("1.0.0")]
    [DataRow("0.0.0+0123456789ab")]
    [DataRow("10.20.30-rc.1+build.5")]
    [DataRow("1.0.0-0A.is.legal")]
    public void Semantic_version_is_read(string text)
    {
        Assert.IsTrue(PackageVersion.TryParse(text, out var version));
        Assert.AreEqual(text, version.ToString());
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("1")]
    [DataRow("1.0")]
    [DataRow("v1.0.0")]
    [DataRow("01.0.0")]
    [DataRow("1.0.0-")]
    [DataRow("1.0.0-01")]
    [DataRow("1.0.0+")]
    [DataRow("1.0.0 ")]
    [DataRow("1.0.0\n")]
    [DataRow("1.0.0/..")]
    [DataRow("latest")]
    public void Other_version_is_refused(string? text) => Assert.IsFalse(PackageVersion.TryParse(text, out _));

    [TestMethod]
    public void Long_version_is_refused() => Assert.IsFalse(PackageVersion.TryParse($"1.0.0-{new string('a', 100)}", out _));

    [TestMethod]
    public void Key_of_an_archive_names_kind_id_and_version()
    {
        Assert.AreEqual($"models--mistralai--Mistral-7B-v0.1/1.0.0/{Digest}/package.zip", StoreKey.Archive(Key("mistralai/Mistral-7B-v0.1"), Digest).ToString());
        Assert.AreEqual($"models--gpt2/1.0.0/{Digest}/package.zip", StoreKey.Archive(Key("gpt2"), Digest).ToString());
        Assert.AreEqual($"datasets--a--b/1.0.0/{Digest}/manifest.json", StoreKey.Manifest(Key("a/b") with { Kind = PackageKind.Dataset }, Digest).ToString());
    }

    [TestMethod]
    public void Ids_that_differ_only_in_their_slash_have_different_keys() =>
        Assert.AreNotEqual(StoreKey.Archive(Key("a-b/c"), Digest), StoreKey.Archive(Key("a/b-c"), Digest));

    [TestMethod]
    public void Tenants_have_keys_of_their_own()
    {
        var tenant = TenantName.Parse("team-1");

        Assert.AreEqual($"tenants/team-1/models--a--b/1.0.0/{Digest}/package.zip", StoreKey.Archive(Key("a/b") with { Tenant = tenant }, Digest).ToString());
        Assert.AreEqual($"tenants/team-1/blobs/sha256/ab/ab{new string('0', 62)}", StoreKey.Blob(tenant, $"ab{new string('0', 62)}").ToString());
        Assert.AreEqual($"blobs/sha256/ab/ab{new string('0', 62)}", StoreKey.Blob(TenantName.Default, $"ab{new string('0', 62)}").ToString());
    }

    [TestMethod]
    [DataRow("Team")]
    [DataRow("")]
    [DataRow("a--b")]
    [DataRow("-a")]
    [DataRow("a/b")]
    [DataRow("..")]
    public void Other_name_of_a_tenant_is_refused(string text) => Assert.IsFalse(TenantName.TryParse(text, out _));

    [TestMethod]
    [DataRow("")]
    [DataRow("/a")]
    [DataRow("a/")]
    [DataRow("a//b")]
    [DataRow("../a")]
    [DataRow("a/./b")]
    [DataRow(".hfregistry/a")]
    [DataRow("a\\b")]
    [DataRow("a\n")]
    [DataRow("C:x")]
    public void Text_that_is_no_key_is_refused(string text) => Assert.IsFalse(StoreKey.TryParse(text, out _));

    private static PackageKey Key(string id) => new(TenantName.Default, PackageKind.Model, ModelId.Parse(id), PackageVersion.Default);

    [TestMethod]
    [DataRow("models--a--b/1.0.0/DIGEST/package.zip", true)]
    [DataRow("datasets--a--b/1.0.0+x/DIGEST/manifest.json", true)]
    [DataRow("tenants/team-1/models--a--b/1.0.0/DIGEST/package.zip", true)]
    [DataRow("blobs/sha256/dd/DIGEST", true)]
    [DataRow("webapp/manifest.json", false)]
    [DataRow("models--a--b/1.0.0/package.zip", false)]
    [DataRow("docker/registry/v2/blobs/sha256/dd/DIGEST/data", false)]
    [DataRow("team-a/models--a--b/1.0.0/DIGEST/package.zip", false)]
    public void Objects_of_packages_are_told_from_others(string key, bool expected) =>
        Assert.AreEqual(expected, StoreKey.Parse(key.Replace("DIGEST", Digest, StringComparison.Ordinal)).IsOfPackage);
}
