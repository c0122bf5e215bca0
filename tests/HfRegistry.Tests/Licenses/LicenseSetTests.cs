using HfRegistry.Configuration;
using HfRegistry.Licenses;

namespace HfRegistry.Tests.Licenses;

[TestClass]
internal sealed class LicenseSetTests
{
    [TestMethod]
    [DataRow("mit", null, "mit", "permissive")]
    [DataRow("mit|apache-2.0", null, "apache-2.0 AND mit", "permissive")]
    [DataRow("mit|cc-by-nc-4.0", null, "cc-by-nc-4.0 AND mit", "non-commercial")]
    [DataRow("cc-by-nc-4.0|mit", null, "cc-by-nc-4.0 AND mit", "non-commercial")]
    [DataRow("mit|MIT License", null, "mit", "permissive", DisplayName = "two spellings of one license")]
    [DataRow("other", null, "other", "other")]
    [DataRow("other", "gemma-terms-of-use", "other (gemma-terms-of-use)", "use-restricted")]
    [DataRow("other", "our-own-terms", "other (our-own-terms)", "other")]
    [DataRow("other", "our-own-nc-terms", "other (our-own-nc-terms)", "non-commercial")]
    [DataRow("other", "limited", "other (limited)", "other", DisplayName = "no substrings: limited is not mit")]
    [DataRow("our own terms", "mit", "(our own terms) AND mit", "other", DisplayName = "a name makes no other license free")]
    [DataRow("other|our own terms", "mit", "other AND (our own terms) (mit)", "other")]
    [DataRow("acme-nc", "mit", "acme-nc AND mit", "non-commercial")]
    [DataRow("other|mit", "agpl-3.0-or-later", "mit AND other (agpl-3.0-or-later)", "copyleft")]
    [DataRow("mit", "mit", "mit", "permissive", DisplayName = "a name that repeats the license adds nothing")]
    [DataRow("mit", "acme", "mit", "permissive", DisplayName = "an unknown name beside a known license adds nothing")]
    [DataRow("mit", "cc-by-nc-4.0", "mit AND cc-by-nc-4.0", "non-commercial")]
    [DataRow("", "cc-by-nc-4.0", "cc-by-nc-4.0", "non-commercial")]
    [DataRow("unlicensed", "gemma", "unlicensed (gemma)", "use-restricted")]
    [DataRow("mit or gpl-3.0", null, "mit or gpl-3.0", "permissive")]
    [DataRow("mit and gpl-3.0|isc", null, "isc AND (mit and gpl-3.0)", "copyleft")]
    [DataRow("", null, null, "none")]
    public void All_that_is_stated_is_one_fact(string stated, string? name, string? text, string family)
    {
        var set = LicenseSet.Of(stated.Split('|'), name);

        Assert.AreEqual((text, family), (set.Text, LicenseFamilies.NameOf(set.Family)));
        var again = LicenseSet.Of(set.Stated, set.Name);
        Assert.AreEqual((text, set.Family, set.LeastFree), (again.Text, again.Family, again.LeastFree), "what is recorded of it reads the same");
    }

    [TestMethod]
    [DataRow("apache-2.0", null, "Apache-2.0")]
    [DataRow("mit|apache-2.0", null, "Apache-2.0 AND MIT")]
    [DataRow("mit or gpl-3.0", null, "MIT OR GPL-3.0-only")]
    [DataRow("mit and gpl-3.0|isc", null, "ISC AND (MIT AND GPL-3.0-only)")]
    [DataRow("llama3.1", null, "LicenseRef-Llama-3.1-Community-License-Agreement")]
    [DataRow("mit or our own", null, "MIT OR LicenseRef-our-own")]
    [DataRow("other", "gemma-terms-of-use", "LicenseRef-Gemma-Terms-of-Use")]
    [DataRow("other", "acme/terms (v1)", "LicenseRef-acme-terms-v1")]
    [DataRow("other", "条款", "LicenseRef-unnamed")]
    [DataRow("other", "Apache-2.0", "Apache-2.0")]
    [DataRow("gpl-2.0-only with classpath-exception-2.0", null, "LicenseRef-GPL-2.0-only-WITH-classpath-exception-2.0", DisplayName = "an exception is not on the list of licenses")]
    [DataRow("gplv3", null, "LicenseRef-gplv3", DisplayName = "whether later versions are meant is not said")]
    [DataRow("other", "ODC-PDDL-1.0", "LicenseRef-ODC-PDDL-1.0", DisplayName = "only the Model Openness Tool has this id")]
    [DataRow("other", null, "NOASSERTION")]
    [DataRow("mit|other", null, "NOASSERTION")]
    [DataRow("unlicensed", null, "NONE")]
    [DataRow("", null, "NONE")]
    public void Licenses_have_an_SPDX_expression(string stated, string? name, string expression) =>
        Assert.AreEqual(expression, LicenseSet.Of(stated.Split('|'), name).Spdx);

    [TestMethod]
    [DataRow("apache-2.0", "LICENSE|MODEL_LICENSE", "apache-2.0 AND (other terms)", "other")]
    [DataRow("apache-2.0", "LICENSE|Acceptable_Use_Policy.md", "apache-2.0 AND (other terms)", "other")]
    [DataRow("apache-2.0", "LICENSE|LICENSE-CODE|docs/MODEL_LICENSE", "apache-2.0", "permissive")]
    [DataRow("llama3.1", "LICENSE|USE_POLICY.md", "llama3.1", "use-restricted", DisplayName = "a license with a policy of use is read as it is")]
    public void Terms_in_a_file_of_their_own_are_one_license_more(string stated, string files, string text, string family)
    {
        var set = LicenseSet.Of([stated], null).WithTermsOf(files.Split('|'));

        Assert.AreEqual((text, family), (set.Text, LicenseFamilies.NameOf(set.Family)));
        Assert.AreEqual((text, set.Family), (LicenseSet.Of(set.Stated, set.Name).Text, LicenseSet.Of(set.Stated, set.Name).Family), "what is recorded of it reads the same");
    }

    [TestMethod]
    [DataRow("MIT OR GPL-3.0-only", "permissive", true, null)]
    [DataRow("MIT OR GPL-3.0-only", "copyleft", true, null, DisplayName = "either may be taken")]
    [DataRow("MIT AND GPL-3.0-only", "permissive", false, "copyleft")]
    [DataRow("(MIT OR ISC) AND CC-BY-NC-4.0", "permissive", false, "non-commercial")]
    [DataRow("GPL-3.0-only OR CC-BY-NC-4.0", "permissive", false, "non-commercial")]
    [DataRow("GPL-3.0", "GPL-3.0-only", true, "copyleft", DisplayName = "a deprecated id is its successor")]
    [DataRow("gpl-3.0+", "GPL-3.0-or-later", true, "copyleft")]
    [DataRow("gpl-3.0", "GPL-3.0", true, "copyleft")]
    [DataRow("apache-2.0 WITH LLVM-exception", "Apache-2.0", true, null)]
    [DataRow("MIT OR (ISC", "permissive", false, null, DisplayName = "half an expression is not a license")]
    [DataRow("Open Data Commons Public Domain Dedication and License", "public-domain", true, null, DisplayName = "a name may hold a word that joins")]
    public void An_expression_allows_and_denies_as_it_joins(string license, string allowed, bool isAllowed, string? deniedBy)
    {
        Assert.IsTrue(LicenseRules.TryRead(allowed, out var rule));
        var set = LicenseSet.Of([license], null);

        Assert.AreEqual(isAllowed, LicenseRules.Allow([rule], [], set));
        Assert.AreEqual(deniedBy, LicenseRules.Deny(["non-commercial", "copyleft", "use-restricted"], set));
    }

    [TestMethod]
    public void Of_a_choice_what_is_left_without_the_denied_part_has_to_be_allowed()
    {
        var choice = LicenseSet.Of(["MIT OR GPL-3.0-only"], null);

        Assert.IsNull(LicenseRules.Deny(["permissive"], choice));
        Assert.IsFalse(LicenseRules.Allow(["permissive"], ["permissive"], choice));
        Assert.IsTrue(LicenseRules.Allow(["permissive", "copyleft"], ["permissive"], choice));
    }

    [TestMethod]
    public void A_list_without_end_hides_no_license() =>
        Assert.AreEqual(LicenseFamily.Other, LicenseSet.Of(SpdxCatalog.All.Where(static license => license.Family == LicenseFamily.Permissive).Select(static license => license.Id.ToString()).Append("cc-by-nc-4.0"), null).Family);

    [TestMethod]
    public void Hostile_text_is_bounded_and_printable()
    {
        var set = LicenseSet.Of([new string('(', 100_000), string.Join(" OR ", Enumerable.Repeat("mit", 50_000)), "mit\u202e\n", .. Enumerable.Range(0, 1_000).Select(static i => $"own-{i}")], "x\u001b[31m");

        Assert.IsTrue(TextSanitizer.IsSafe(set.Text!));
        Assert.IsTrue(set.Text!.Length < 32 * 520);
        Assert.AreEqual(LicenseFamily.Other, set.Family);
    }
}
