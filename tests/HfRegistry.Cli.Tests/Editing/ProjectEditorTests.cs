using System.Text;
using HfRegistry.Cli.Editing;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests.Editing;

/// <summary>Edits of project files, in every form that people give them.</summary>
[TestClass]
internal sealed class ProjectEditorTests
{
    private static readonly NewItem Bert = new("HfModel", "bert", [("Task", "fill-mask")]);

    private static readonly Encoding[] Encodings =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Encoding.Unicode, Encoding.BigEndianUnicode,
        new UTF32Encoding(bigEndian: false, byteOrderMark: true),
    ];

    public TestContext TestContext { get; set; } = null!;

    /// <summary>Project files with what an added model makes of them; a bar begins a line that is added, and ends one that goes on in the file.</summary>
    public static IEnumerable<(string Name, string Before, string After)> Shapes =>
    [
        ("dotnet new", """
            <Project Sdk="Microsoft.NET.Sdk">

              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>

            </Project>

            """, """
            <Project Sdk="Microsoft.NET.Sdk">

              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>

              <ItemGroup>
                <HfModel Include="bert" Task="fill-mask" />
              </ItemGroup>

            </Project>

            """),
        ("no blank lines, comment behind a group, no line end at the end", """
            <?xml version="1.0" encoding="utf-8"?>
            <Project>
              <PropertyGroup>
                <A>1</A>
              </PropertyGroup> <!-- about the properties -->
              <Target Name="T" />
            </Project>
            """, """
            <?xml version="1.0" encoding="utf-8"?>
            <Project>
              <PropertyGroup>
                <A>1</A>
              </PropertyGroup> <!-- about the properties -->
              <ItemGroup>
                <HfModel Include="bert" Task="fill-mask" />
              </ItemGroup>
              <Target Name="T" />
            </Project>
            """),
        ("models in a group, comments behind and between", """
            <Project>
                <ItemGroup>
                    <HfModel Include="t5"/>
                    <!-- the small one -->
                    <HfModel Include="gpt2"
                             Task='text-generation'/> <!-- for the
                                 console -->
                    <Compile Remove="x" />
                </ItemGroup>
            </Project>
            """, """
            <Project>
                <ItemGroup>
                    <HfModel Include="t5"/>
                    <!-- the small one -->
                    <HfModel Include="gpt2"
                             Task='text-generation'/> <!-- for the
                                 console -->
                    <HfModel Include="bert" Task="fill-mask"/>
                    <Compile Remove="x" />
                </ItemGroup>
            </Project>
            """),
        ("sorted models", """
            <Project>
              <ItemGroup> <!-- models -->
                <!-- albert is small -->
                <HfModel Include="albert" /> <!-- small -->

                <HfModel Include="gpt2" />
              </ItemGroup>
            </Project>
            """, """
            <Project>
              <ItemGroup> <!-- models -->
                <!-- albert is small -->
                <HfModel Include="albert" /> <!-- small -->
                <HfModel Include="bert" Task="fill-mask" />

                <HfModel Include="gpt2" />
              </ItemGroup>
            </Project>
            """),
        ("sorted models, all behind the new one", """
            <Project>
              <ItemGroup> <!-- models -->
                <!-- first -->
                <HfModel Include="gpt2" />
                <HfModel Include="t5" />
              </ItemGroup>
            </Project>
            """, """
            <Project>
              <ItemGroup> <!-- models -->
                <HfModel Include="bert" Task="fill-mask" />
                <!-- first -->
                <HfModel Include="gpt2" />
                <HfModel Include="t5" />
              </ItemGroup>
            </Project>
            """),
        ("tabs, and a group with a condition", "<Project>\n\t<ItemGroup Condition=\"'$(A)' == ''\">\n\t\t<HfModel Include=\"t5\" />\n\t</ItemGroup>\n</Project>\n",
            "<Project>\n\t<ItemGroup Condition=\"'$(A)' == ''\">\n\t\t<HfModel Include=\"t5\" />\n\t</ItemGroup>\n\t<ItemGroup>\n\t\t<HfModel Include=\"bert\" Task=\"fill-mask\" />\n\t</ItemGroup>\n</Project>\n"),
        ("blanks at line ends", "<Project> \n  <ItemGroup>  \n    <HfModel Include=\"t5\" />  \n  </ItemGroup>  \n</Project>  \n",
            "<Project> \n  <ItemGroup>  \n    <HfModel Include=\"t5\" />\n    <HfModel Include=\"bert\" Task=\"fill-mask\" />  \n  </ItemGroup>  \n</Project>  \n"),
        ("one line", "<Project><PropertyGroup><A>1</A></PropertyGroup></Project>",
            "<Project><PropertyGroup><A>1</A></PropertyGroup><ItemGroup><HfModel Include=\"bert\" Task=\"fill-mask\" /></ItemGroup></Project>"),
        ("a group on one line", "<Project>\n  <ItemGroup> <HfModel Include=\"t5\" /> <Compile Remove=\"x\" /> <!-- two --> </ItemGroup>\n</Project>",
            "<Project>\n  <ItemGroup> <HfModel Include=\"t5\" /> <HfModel Include=\"bert\" Task=\"fill-mask\" /> <Compile Remove=\"x\" /> <!-- two --> </ItemGroup>\n</Project>"),
        ("no end tag", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n",
            "<Project Sdk=\"Microsoft.NET.Sdk\">\n\n  <ItemGroup>\n    <HfModel Include=\"bert\" Task=\"fill-mask\" />\n  </ItemGroup>\n\n</Project>\n"),
        ("nothing in it", "<Project>\n</Project>\n", "<Project>\n  <ItemGroup>\n    <HfModel Include=\"bert\" Task=\"fill-mask\" />\n  </ItemGroup>\n</Project>\n"),
        ("a comment in it", "<Project>\n\n  <!-- later -->\n\n</Project>\n", "<Project>\n\n  <!-- later -->\n  <ItemGroup>\n    <HfModel Include=\"bert\" Task=\"fill-mask\" />\n  </ItemGroup>\n\n</Project>\n"),
        ("old format", """
            <Project DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <Import Project="a.props" />

              <!-- all references -->
              <ItemGroup>
                <Reference Include="System" />
              </ItemGroup>
              <Import Project="b.targets" />
            </Project>
            """, """
            <Project DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
              <Import Project="a.props" />

              <!-- all references -->
              <ItemGroup>
                <Reference Include="System" />
              </ItemGroup>

              <ItemGroup>
                <HfModel Include="bert" Task="fill-mask" />
              </ItemGroup>
              <Import Project="b.targets" />
            </Project>
            """),
    ];

    public static IEnumerable<object[]> Cases => Shapes.Select(static shape => new object[] { shape.Name, shape.Before, shape.After });

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Added_model_stands_where_a_person_would_put_it(string name, string before, string after)
    {
        Assert.AreEqual(after, Read(Encoding.UTF8.GetBytes(before)).Add(Bert).Text, name);
        Assert.AreEqual(after.ReplaceLineEndings("\r\n"), Read(Encoding.UTF8.GetBytes(before.ReplaceLineEndings("\r\n"))).Add(Bert).Text, name);
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Added_and_removed_model_leaves_the_same_bytes(string name, string before, string after)
    {
        foreach (var encoding in Encodings)
        {
            foreach (var text in new[] { before, before.ReplaceLineEndings("\r\n"), before.ReplaceLineEndings("\r"), before.TrimEnd() })
            {
                byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
                var added = Read(bytes).Add(Bert).Add(Bert with { Include = "vit" });

                Assert.AreSequenceEqual(bytes, Read(Read(added.Encode()).Remove(Item(added, "bert")) is var one ? one.Remove(Item(one, "vit")).Encode() : []).Encode(), $"{name}, {encoding.WebName}");
            }
        }

        Assert.AreNotEqual(before, after);
    }

    [TestMethod]
    public void Damaged_layouts_survive_an_addition_and_its_removal()
    {
        var fuzzer = new Fuzzer(TestContext.WriteLine);
        string[] spaces = ["", " ", "\n", "\r\n", "\n\n", "\n  ", "\n\t", "\r\n\r\n    ", " \n  \n", "  "];
        string[] between = ["", "", "", "<!-- c -->", "<!-- c\n d -->", "<?pi?>"];
        for (var i = 0; i < 3_000; i++)
        {
            string Gap() => $"{fuzzer.Pick(spaces)}{fuzzer.Pick(between)}{fuzzer.Pick(spaces)}";
            string Items(int most) => string.Concat(Enumerable.Range(0, fuzzer.Pick([0, 1, most])).Select(_ => fuzzer.Pick(["<HfModel Include=\"t5\"/>", "<HfModel Include='a' />", "<Compile Remove=\"x\"></Compile>", "<HfModel Update=\"b\" />"]) + Gap()));
            string Group() => fuzzer.Pick([$"<ItemGroup>{Gap()}{Items(3)}</ItemGroup>", $"<ItemGroup Label=\"x\">{Gap()}{Items(2)}</ItemGroup>", $"<PropertyGroup>{Gap()}<A>1</A>{Gap()}</PropertyGroup>", "<Import Project=\"p\" />", "<ItemGroup />"]) + Gap();
            var text = $"<Project>{Gap()}{string.Concat(Enumerable.Range(0, fuzzer.Pick([0, 1, 4])).Select(_ => Group()))}</Project>{fuzzer.Pick(["", "\n"])}";
            var bytes = Encoding.UTF8.GetBytes(text);

            var added = Read(bytes).Add(Bert);
            Assert.AreEqual(text, added.Remove(Item(added, "bert")).Text, $"{Fuzzer.SeedVariable}={fuzzer.Seed}, case {i}:\n{added.Text}");
        }
    }

    [TestMethod]
    public void Damaged_files_are_read_or_refused()
    {
        var fuzzer = new Fuzzer(TestContext.WriteLine);
        fuzzer.Run(3_000, [.. Shapes.Select(static shape => Encoding.UTF8.GetBytes(shape.After))], static text =>
        {
            var read = ProjectText.Parse(text, "/repo/App.csproj");
            if (read.Value is { } file)
            {
                Assert.AreSequenceEqual(text, file.Encode());
                _ = file.Add(Bert);
                foreach (var element in file.Elements.Where(static element => element.Is("HfModel") && element.Parent is not null))
                    _ = file.Remove(element);
            }
            else
            {
                Assert.AreEqual("HFR8101", read.Diagnostics[0].Code);
            }
        });
    }

    [TestMethod]
    public void Removed_model_takes_its_own_comment_and_its_empty_group()
    {
        var file = Read("""
            <Project>
              <ItemGroup>
                <HfModel Include="bert">
                  <Task>fill-mask</Task>
                </HfModel> <!-- why -->
              </ItemGroup>
              <ItemGroup Label="models">
                <HfModel Include="t5" />
              </ItemGroup>
              <ItemGroup>
                <!-- kept -->
                <HfModel Include="vit" />
              </ItemGroup>
            </Project>
            """u8.ToArray());

        foreach (var include in new[] { "bert", "t5", "vit" })
            file = file.Remove(Item(file, include));

        Assert.AreEqual("""
            <Project>
              <ItemGroup Label="models">
              </ItemGroup>
              <ItemGroup>
                <!-- kept -->
              </ItemGroup>
            </Project>
            """, file.Text);
    }

    [TestMethod]
    public void Name_is_taken_out_of_a_list()
    {
        var file = Read("""<Project><ItemGroup><HfModel Include="bert; t5;gpt2" /></ItemGroup></Project>"""u8.ToArray());

        file = file.RemoveInclude(Item(file, "bert; t5;gpt2"), "t5");
        Assert.AreEqual("""<Project><ItemGroup><HfModel Include="bert;gpt2" /></ItemGroup></Project>""", file.Text);
        file = file.RemoveInclude(Item(file, "bert;gpt2"), "bert");
        Assert.AreEqual("<Project></Project>", file.RemoveInclude(Item(file, "gpt2"), "GPT2").Text);
    }

    [TestMethod]
    public void Metadata_is_changed_where_it_is_written()
    {
        var file = Read("""
            <Project><ItemGroup>
              <HfModel Include="bert"  Revision='1'   Task = "x"/>
              <HfModel Include="t5"><Revision>
                1 </Revision></HfModel>
            </ItemGroup></Project>
            """u8.ToArray());

        file = file.SetMetadata(Item(file, "bert"), "Revision", "2");
        file = file.SetMetadata(Item(file, "t5"), "revision", "<3>");

        Assert.AreEqual("""
            <Project><ItemGroup>
              <HfModel Include="bert"  Revision='2'   Task = "x"/>
              <HfModel Include="t5"><Revision>
                &lt;3&gt; </Revision></HfModel>
            </ItemGroup></Project>
            """, file.Text);
    }

    [TestMethod]
    public void Encoding_of_a_declaration_is_kept()
    {
        var latin = Encoding.GetEncoding("iso-8859-1");
        byte[] bytes = latin.GetBytes("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><Project><!-- é --><ItemGroup><HfModel Include=\"t5\" /></ItemGroup></Project>");

        var added = Read(bytes).Add(new NewItem("HfModel", "bert", [("Files", "é&\"→<")]));

        Assert.Contains("Files=\"é&amp;&quot;&#x2192;&lt;\"", latin.GetString(added.Encode()));
        Assert.AreSequenceEqual(bytes, added.Remove(Item(added, "bert")).Encode());
    }

    [TestMethod]
    public void Place_of_an_element_is_that_of_MSBuild()
    {
        var file = Read("<Project>\r\n\t<ItemGroup>\r<HfModel Include=\"a\" />\n  <HfModel Include=\"b\" /></ItemGroup></Project>"u8.ToArray());

        Assert.AreEqual("a", file.ElementAt(3, 1)!["include"]);
        Assert.AreEqual("b", file.ElementAt(4, 3)!["Include"]);
        Assert.IsNull(file.ElementAt(4, 4));
    }

    [TestMethod]
    [DataRow("<Project><ItemGroup></Project>", "csproj(1,23)")]
    [DataRow("", "empty")]
    [DataRow("<?xml version='1.0' encoding='martian'?><Project/>", "encoding")]
    [DataRow("<Project><!-- µ --></Project>", "encoding")]
    public void File_that_cannot_be_read_is_refused(string text, string said)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csproj");
        // A byte that is no character alone in UTF-8.
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(text));

        var refused = ProjectText.Load(path);
        File.Delete(path);

        Assert.IsNull(refused.Value);
        Assert.AreEqual("HFR8101", refused.Diagnostics[0].Code);
        Assert.Contains(said, refused.Diagnostics[0].ToString());
    }

    private static ProjectText Read(byte[] bytes)
    {
        var read = ProjectText.Parse(bytes, "/repo/App.csproj");
        return read.Value ?? throw new AssertFailedException(read.Diagnostics[0].ToString());
    }

    private static SourceElement Item(ProjectText file, string include) => file.Elements.Single(element => element.Is("HfModel") && element["Include"] == include);
}
