using HfRegistry.Licenses;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Licenses;

/// <summary>The list's own texts are asked by <c>tests/HfRegistry.RecordedLicenses check</c>: they are not in the repository. Here stand the short ones and their traps.</summary>
[TestClass]
internal sealed class LicenseTextTests
{
    private const string Isc = """
        ISC License

        Copyright (c) 2023, Some One <some@one.example>

        Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above
        copyright notice and this permission notice appear in all copies.

        THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
        MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
        WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN
        CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
        """;

    private const string ThirdClause = """
        3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products derived from this
        software without specific prior written permission.
        """;

    private const string Bsd = $"""
        BSD 3-Clause License

        Copyright (c) 2020, The Somebody Lab
        All rights reserved.

        Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met:

        1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.

        2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer in the
        documentation and/or other materials provided with the distribution.

        {ThirdClause}

        THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
        IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE
        LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE
        GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT
        LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH
        DAMAGE.
        """;

    private static string Mit => File.ReadAllText(RepositoryFiles.PathOf("LICENSE"));

    [TestMethod]
    public void Short_licenses_are_told_apart()
    {
        Assert.AreEqual("MIT", Told(Mit));
        Assert.AreEqual("ISC", Told(Isc));
        Assert.AreEqual("BSD-3-Clause", Told(Bsd));
        Assert.AreEqual("BSD-2-Clause", Told(Bsd.Replace(ThirdClause, "", StringComparison.Ordinal)));
        Assert.AreEqual("0BSD", Told(Isc.Replace(", provided that the above\ncopyright notice and this permission notice appear in all copies", "", StringComparison.Ordinal)));
        Assert.AreEqual("MIT-0", Told(WithoutAttribution(Mit)));
    }

    [TestMethod]
    public void Names_years_line_breaks_and_bullets_do_not_count()
    {
        var changed = Bsd.Replace("the copyright holder nor", "The Example Institute nor", StringComparison.Ordinal)
            .Replace("2020, The Somebody Lab", "1999-2026 Müller & 王", StringComparison.Ordinal)
            .Replace("1. R", "* R", StringComparison.Ordinal).Replace("2. R", "  (b) R", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.AreEqual("BSD-3-Clause", Told(changed));
        Assert.IsGreaterThan(0.9, LicenseText.Recognize(changed)!.Confidence);
    }

    [TestMethod]
    [DataRow("Our only modification is that, if the Software or any derivative works of it is used for any of your commercial products or services that have more than 100 million monthly active users, or more than 20 million dollars in monthly revenue, you shall prominently display the name of the model on the user interface of such product or service.")]
    [DataRow("Without limiting other conditions in the License, the grant of rights under the License will not include, and the License does not grant to you, the right to sell the Software, where to sell means practising any or all of the rights granted to you under the License to provide to third parties, for a fee, a product or service.")]
    public void A_license_with_a_clause_added_is_another_license(string clause) => Assert.IsNull(LicenseText.Recognize(Mit + "\n" + clause));

    [TestMethod]
    [DataRow("")]
    [DataRow("See the LICENSE file of the base model.")]
    [DataRow("MIT")]
    [DataRow("Licensed under the Apache License, Version 2.0 (the \"License\"); you may not use this file except in compliance with the License.")]
    public void A_mention_is_no_text(string text) => Assert.IsNull(LicenseText.Recognize(text));

    [TestMethod]
    public void Half_a_license_is_none() => Assert.IsNull(LicenseText.Recognize(Mit[..(Mit.Length / 2)]));

    [TestMethod]
    public void Two_licenses_in_a_file_are_neither() => Assert.IsNull(LicenseText.Recognize(Mit + "\n\n" + Bsd));

    [TestMethod]
    public void A_huge_or_hostile_text_is_no_license()
    {
        Assert.IsNull(LicenseText.Recognize(string.Concat(Enumerable.Repeat(Mit, 500))));
        Assert.IsNull(LicenseText.Recognize(new string('(', LicenseText.MaxLength)));
        Assert.IsNull(LicenseText.Recognize(string.Concat(Enumerable.Repeat("\u202E\0 a.", 30_000))));
    }

    [TestMethod]
    public void Fingerprints_survive_packing()
    {
        var made = LicenseFingerprint.Of(["MIT"], LicenseWords.Shingles(Mit), 64);
        using var packed = new MemoryStream();
        LicenseFingerprint.Write(packed, [made]);
        packed.Position = 0;
        var read = LicenseFingerprint.Read(packed)[0];

        Assert.AreEqual(made.Shingles, read.Shingles);
        CollectionAssert.AreEqual(made.Hashes, read.Hashes);
        Assert.AreEqual(1.0, read.Compare(LicenseWords.Shingles(Mit)).Contained);
    }

    [TestMethod]
    public void Hundreds_of_texts_are_known_in_less_than_300_kilobytes()
    {
        using var data = LicenseData.Open("license_fingerprints.bin");

        Assert.IsGreaterThan(600, LicenseText.KnownTexts);
        Assert.IsLessThan(300_000, data.Length);
    }

    private static string? Told(string text) => LicenseText.Recognize(text)?.Id.ToString();

    private static string WithoutAttribution(string mit)
    {
        var words = mit.ReplaceLineEndings(" ");
        var condition = words.IndexOf(", subject to the following", StringComparison.Ordinal);
        return words[words.IndexOf("Permission", StringComparison.Ordinal)..condition] + ". " + words[words.IndexOf("THE SOFTWARE IS", StringComparison.Ordinal)..];
    }
}
