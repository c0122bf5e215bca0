using HfRegistry.Mof.Gaps;
using static HfRegistry.Mof.Tests.Gaps.Documents;

namespace HfRegistry.Mof.Tests.Gaps;

[TestClass]
internal sealed class GapMatcherTests
{
    [TestMethod]
    public void A_document_belongs_to_the_model_that_it_names_in_any_case_of_letters()
    {
        var matching = Match([Row("Garden/Bird-7B"), Row("garden/cat")], Of("garden/bird-7b"));

        Assert.AreEqual(("Garden/Bird-7B", GapMatch.Id), matching.Present.Select(model => (model.Id.ToString(), model.MatchedBy)).Single());
        Assert.AreEqual("garden/cat", matching.Missing.Single().Id.ToString());
        Assert.IsEmpty(matching.Unlisted);
    }

    [TestMethod]
    public void What_a_model_was_made_from_is_no_other_name_of_it()
    {
        var matching = Match([Row("garden/bird-7b")], Document("bird-7b-chat", "https://huggingface.co/garden/bird-7b-chat", origin: "garden/bird-7b"));

        Assert.AreEqual("garden/bird-7b", matching.Missing.Single().Id.ToString());
        Assert.IsEmpty(matching.Missing.Single().Maybe);
        Assert.HasCount(1, matching.Unlisted);
    }

    [TestMethod]
    public void Documents_that_share_an_id_are_all_named()
    {
        var matching = Match([Row("garden/bird-7b")], Document("bird-7b", "garden/bird-7b"), Document("bird-7b-again", "https://huggingface.co/garden/bird-7b"));

        Assert.AreEqual("bird-7b-again", matching.Present.Single().Also.Single().Name);
    }

    [TestMethod]
    [DataRow("Meta-Llama-3-8B", "meta-llama/Llama-3-8B", true)]
    [DataRow("Llama-2-7b", "meta-llama/Llama-2-7b-hf", true)]
    [DataRow("bird-instruct-7b", "garden/bird-7b-instruct", true, DisplayName = "words in another order")]
    [DataRow("bird-2-1", "garden/bird-2.1", true)]
    [DataRow("bird-2-1", "garden/bird-1.2", false, DisplayName = "numbers in another order")]
    [DataRow("bird-7b", "garden/bird-70b", false)]
    [DataRow("bird-7b", "garden/bird-7b-instruct", false)]
    [DataRow("Qwen2.5-7B", "qwen/Qwen-2.5-7B", true)]
    [DataRow("CodeBird-7B-Instruct", "garden/CodeFinch-7b-Instruct-hf", false, DisplayName = "another family")]
    [DataRow("Wren-3-8B", "garden/Wren-3-8b-Ita", false, DisplayName = "one more word")]
    [DataRow("Nightingail-7B", "garden/Nightingale-7b", true, DisplayName = "a slip of the pen")]
    public void A_name_that_means_the_model_is_near_it(string document, string model, bool isNear) =>
        Assert.AreEqual(isNear, !Match([Row(model)], Document(document, null)).Missing.Single().Maybe.IsEmpty);

    [TestMethod]
    [DataRow("garden/bird-7b-lora", "peft")]
    [DataRow("lab/bird-7b-sft", "base_model:adapter:garden/bird-7b")]
    [DataRow("garden/bird-7b-it-assistant", "transformers")]
    [DataRow("lab/bird-7b-DFlash", "transformers")]
    [DataRow("lab/bird_ComfyUI_repackaged", "diffusers")]
    [DataRow("Comfy-Org/bird", "comfyui")]
    [DataRow("lab/tiny-random-bird", "transformers")]
    [DataRow("hf-internal-testing/bird", "transformers")]
    [DataRow("garden/bird-vae", "diffusers")]
    [DataRow("lab/Wren-7B-GGUF", "gguf")]
    public void What_needs_no_document_is_left_out_and_counted(string id, string tag)
    {
        var matching = Match([Row("garden/robin", 9), Row(id, 8, tag)]);

        Assert.AreEqual("garden/robin", matching.Missing.Single().Id.ToString());
        Assert.AreEqual(id, matching.Needless.Single().Id.ToString());
    }

    [TestMethod]
    public void An_upload_of_the_same_name_stands_under_the_model()
    {
        var matching = Match([Row("garden/bird-7b-chat", 90_000), Row("somebody/bird-7b-chat", 5_000), Row("lab/bird-7b-chat", 80_000)]);

        Assert.AreSequenceEqual(["garden/bird-7b-chat", "lab/bird-7b-chat"], matching.Missing.Select(model => model.Id.ToString()));
        Assert.AreEqual("somebody/bird-7b-chat", matching.Missing[0].Copies.Single().Id.ToString());
    }

    [TestMethod]
    public void A_renamed_model_has_the_document_that_names_its_old_id()
    {
        var matching = GapMatcher.Match([Row("garden/bird")], [Of("lab/bird")], new Dictionary<ModelId, ModelId> { [ModelId.Parse("lab/bird")] = ModelId.Parse("garden/bird") }, ModelPatterns.None);

        Assert.AreEqual(GapMatch.Renamed, matching.Present.Single().MatchedBy);
        Assert.IsEmpty(matching.Missing);
        Assert.IsEmpty(matching.Unlisted);
    }

    [TestMethod]
    [DataRow("copies/bird-7b-awq", "base_model:quantized:garden/bird-7b", "its base_model tag says quantized")]
    [DataRow("garden/bird-7b-Q", "base_model:quantized:garden/bird-7b", "its base_model tag says quantized")]
    [DataRow("copies/bird-7b-GGUF", "gguf", "its name adds gguf to the original's")]
    [DataRow("garden/bird-7b-GPTQ-Int4", "gptq", "its name adds gptq to the original's")]
    [DataRow("unsloth/bird-7b", "safetensors", "unsloth publishes copies, and it has the original's name")]
    [DataRow("somebody/Bird-7B", "base_model:finetune:garden/bird-7b", "it has the name of its base_model")]
    public void A_copy_stands_under_its_original(string id, string tag, string reason)
    {
        foreach (var isDocumented in new[] { true, false })
        {
            var matching = Match([Row("garden/bird-7b", 90_000), Row(id, 80_000, tag)], isDocumented ? [Of("garden/bird-7b")] : []);

            var copies = isDocumented ? matching.Present.Single().Copies : matching.Missing.Single().Copies;
            Assert.AreEqual((id, 80_000L, reason), copies.Select(copy => (copy.Id.ToString(), copy.Downloads30d, copy.Reason)).Single());
            Assert.HasCount(isDocumented ? 0 : 1, matching.Missing);
        }
    }

    [TestMethod]
    [DataRow("lab/bird-7b-chat", "base_model:finetune:garden/bird-7b")]
    [DataRow("lab/bird-7b", "base_model:merge:garden/bird-7b")]
    [DataRow("lab/bird-7b", "safetensors")]
    public void A_fine_tune_a_merge_and_a_namesake_are_models_of_their_own(string id, string tag)
    {
        var matching = Match([Row("garden/bird-7b", 90_000), Row(id, 80_000, tag)], Of("garden/bird-7b"));

        Assert.AreEqual(id, matching.Missing.Single().Id.ToString());
    }

    [TestMethod]
    public void Copies_of_an_original_that_nobody_lists_are_one_gap_that_names_it()
    {
        var matching = Match([Row("a/bird-7b-GGUF", 9_000, "base_model:quantized:garden/bird-7b"), Row("b/bird-7b-AWQ", 8_000, "base_model:quantized:garden/bird-7b")]);

        var missing = matching.Missing.Single();
        Assert.AreEqual(("a/bird-7b-GGUF", "garden/bird-7b", "garden/bird-7b"), (missing.Id.ToString(), missing.CopyOf!.Original.ToString(), missing.ToDocument.ToString()));
        Assert.AreEqual("b/bird-7b-AWQ", missing.Copies.Single().Id.ToString());
    }

    [TestMethod]
    public void Copies_of_a_documented_original_that_nobody_lists_are_covered()
    {
        var matching = Match([Row("a/bird-7b-GGUF", 9_000, "base_model:quantized:garden/bird-7b")], Of("garden/bird-7b"));

        Assert.IsEmpty(matching.Missing);
        Assert.AreEqual(("garden/bird-7b", null), (matching.Present.Single().Id.ToString(), matching.Present.Single().Downloads30d));
    }

    [TestMethod]
    public void A_copy_with_a_document_of_its_own_is_present_itself()
    {
        var matching = Match([Row("garden/bird-7b"), Row("a/bird-7b-GGUF", 9_000)], Of("a/bird-7b-GGUF"));

        Assert.AreEqual("a/bird-7b-GGUF", matching.Present.Single().Id.ToString());
        Assert.AreEqual("garden/bird-7b", matching.Missing.Single().Id.ToString());
    }

    [TestMethod]
    public void A_copy_of_a_copy_is_one_of_the_first_and_models_that_name_each_other_are_copies_of_nothing()
    {
        var chain = Match([Row("garden/bird", 9), Row("a/bird-x", 8, "base_model:quantized:garden/bird"), Row("b/bird-y", 7, "base_model:quantized:a/bird-x")]);
        var circle = Match([Row("a/one", 9, "base_model:quantized:b/two"), Row("b/two", 8, "base_model:quantized:a/one")]);

        Assert.AreEqual("a/bird-x b/bird-y", string.Join(' ', chain.Missing.Single().Copies.Select(copy => copy.Id)));
        Assert.AreEqual("a/one b/two", string.Join(' ', circle.Missing.Select(model => model.Id)));
    }

    [TestMethod]
    [DataRow("bird 7B instruct", null, "the names are the same, and the document names no model of the Hub")]
    [DataRow("Bird-7B-Instruct", "lab/bird-7b-instruct", "the names are the same, and the document names lab/bird-7b-instruct")]
    [DataRow("Bird-7B-Instruct", "The Bird", "the names are the same, and the document's huggingface names no model: 'The Bird'")]
    [DataRow("Birds-7B-Instruct", null, "the names are 97 % alike, and the document names no model of the Hub")]
    public void A_likeness_is_told_with_its_reason_and_is_no_match(string name, string? huggingface, string reason)
    {
        var matching = Match([Row("garden/bird-7b-instruct")], Document(name, huggingface));

        Assert.AreEqual(reason, matching.Missing.Single().Maybe.Single().Reason);
        Assert.IsEmpty(matching.Present);
    }

    [TestMethod]
    [DataRow("Bird-70B-Instruct")]
    [DataRow("Bird-7B")]
    [DataRow("Bird-7B-Chat")]
    [DataRow("Bird-2-7B-Instruct")]
    [DataRow("Horse-7B-Instruct")]
    public void Another_number_another_variant_and_another_name_are_no_likeness(string name) =>
        Assert.IsEmpty(Match([Row("garden/bird-7b-instruct")], Document(name)).Missing.Single().Maybe);

    [TestMethod]
    [DataRow(100_001, GapPriority.High)]
    [DataRow(100_000, GapPriority.Medium)]
    [DataRow(10_000, GapPriority.Medium)]
    [DataRow(9_999, GapPriority.Low)]
    public void A_priority_has_these_bounds(long downloads, GapPriority priority) => Assert.AreEqual(priority, GapPriorities.Of(downloads));

    [TestMethod]
    [DataRow("license:apache-2.0 arxiv:2401.00001 dataset:garden/seeds", MofClass.OpenModel)]
    [DataRow("license:apache-2.0 arxiv:2205.14135 dataset:garden/seeds", MofClass.None, DisplayName = "a paper of others")]
    [DataRow("license:mit arxiv:2401.00001", MofClass.None)]
    [DataRow("license:mit dataset:garden/seeds", MofClass.None)]
    [DataRow("license:mit", MofClass.None)]
    [DataRow("license:llama3.1 arxiv:2401.00001 dataset:garden/seeds", MofClass.None)]
    [DataRow("license:cc-by-nc-4.0", MofClass.None)]
    [DataRow("license:mit license:apache-2.0 arxiv:2401.00001 dataset:garden/seeds", MofClass.OpenModel)]
    [DataRow("license:mit license:cc-by-nc-4.0 arxiv:2401.00001 dataset:garden/seeds", MofClass.None)]
    [DataRow("license:other", MofClass.None)]
    [DataRow("safetensors", MofClass.None)]
    public void The_class_that_a_model_could_reach_follows_from_its_tags(string tags, MofClass expected) =>
        Assert.AreEqual(expected, ClassEstimate.Of(Row("garden/bird", 1, tags.Split(' '))).Class);

    [TestMethod]
    public void What_is_ignored_is_no_gap_nor_are_its_copies_and_it_is_named()
    {
        var matching = Match(
            [Row("garden/bird", 9), Row("copies/bird-GGUF", 8), Row("archive/cat", 7), Row("garden/dog", 6), Row("archive/dog-GGUF", 5), Row("garden/dog-AWQ", 4)],
            Patterns("Garden/Bird", "ARCHIVE/*"));

        Assert.AreEqual("garden/dog", matching.Missing.Single().Id.ToString());
        Assert.AreEqual("garden/dog-AWQ", matching.Missing.Single().Copies.Single().Id.ToString());
        Assert.AreEqual("garden/bird copies/bird-GGUF archive/cat archive/dog-GGUF", string.Join(' ', matching.Ignored));
    }

    [TestMethod]
    [DataRow("garden/*")]
    [DataRow("copies/*")]
    public void Copies_of_an_original_that_nobody_lists_are_ignored_with_it_and_by_themselves(string pattern)
    {
        var matching = Match([Row("copies/bird-GGUF", 9, "base_model:quantized:garden/bird")], Patterns(pattern));

        Assert.IsEmpty(matching.Missing);
        Assert.AreEqual("copies/bird-GGUF", matching.Ignored.Single().ToString());
    }

    [TestMethod]
    public void A_document_of_an_ignored_model_is_told_as_ever()
    {
        var matching = Match([Row("garden/bird"), Row("copies/bird-GGUF")], Patterns("garden/*"), Of("garden/bird"));

        Assert.AreEqual("copies/bird-GGUF", matching.Present.Single().Copies.Single().Id.ToString());
        Assert.IsEmpty(matching.Ignored);
    }

    [TestMethod]
    public void Matching_does_not_depend_on_the_order_of_documents_and_every_listed_model_has_one_place()
    {
        var random = new Random(11);
        for (var round = 0; round < 50; round++)
        {
            var listed = Enumerable.Range(0, 60).Select(i => Row($"o{random.Next(6)}/m{random.Next(9)}-{random.Next(3)}b{(random.Next(3) == 0 ? "-gguf" : "")}", 1_000 - i, random.Next(4) == 0 ? [$"base_model:quantized:o{random.Next(6)}/m{random.Next(9)}-{random.Next(3)}b"] : [])).DistinctBy(model => model.Id).ToList();
            var documents = Enumerable.Range(0, 20).Select(i => Document($"d{i}", $"o{random.Next(6)}/m{random.Next(9)}-{random.Next(3)}b")).DistinctBy(document => document.Id).ToList();

            var ignore = Patterns(Enumerable.Range(0, round % 3).Select(i => i == 0 ? $"o{random.Next(6)}/*" : listed[random.Next(listed.Count)].Id.ToString()));
            var matching = Match(listed, ignore, documents);
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(documents));
            var again = Match(listed, ignore, documents);

            var places = matching.Missing.SelectMany(model => model.Copies.Select(copy => copy.Id).Append(model.Id))
                .Concat(matching.Present.SelectMany(model => model.Copies.Select(copy => copy.Id).Concat(model.Downloads30d is null ? [] : [model.Id])))
                .Concat(matching.Ignored).Concat(matching.Needless.Select(model => model.Id));
            Assert.AreSequenceEqual(listed.Select(model => model.Id).Order(), places.Order());
            Assert.AreSequenceEqual(matching.Missing.Select(model => model.Id), again.Missing.Select(model => model.Id));
            Assert.AreSequenceEqual(matching.Present.Select(model => (model.Id, model.Document.File)), again.Present.Select(model => (model.Id, model.Document.File)));
        }
    }
}
