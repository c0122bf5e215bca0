using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;

namespace HfRegistry.Tests.Quality;

[TestClass]
internal sealed class SizeMetricTests
{
    private const long GB = 1_000_000_000;

    [TestMethod]
    [DataRow(0.0, 1.0)]
    [DataRow(0.25, 1.0)]
    [DataRow(0.625, 0.75)]
    [DataRow(1.0, 0.5)]
    [DataRow(1.5, 0.25)]
    [DataRow(2.0, 0.0)]
    [DataRow(100.0, 0.0)]
    public void A_device_falls_from_one_to_nothing_without_a_step(double share, double score) =>
        Assert.AreEqual(score, SizeMetric.Of(share * 16e9, 16e9), 1e-12);

    [TestMethod]
    public void Four_gigabytes_are_nothing_for_a_small_board_and_easy_for_a_server()
    {
        var score = ModelScorer.Score(Some.WithFiles(new HubFile("model.safetensors", 4 * GB)));

        Assert.AreEqual("aws_server=1 desktop_pc=1 jetson_nano=0.5 raspberry_pi=0", string.Join(' ', score.Devices.Select(device => $"{device.Key}={device.Value}")));
        Assert.AreEqual(0.625, score.Metrics[Metric.SizeScore].Value);
        CollectionAssert.Contains(score.Metrics[Metric.SizeScore].Evidence, "the lowest of the devices is raspberry_pi with 0.00");
    }

    [TestMethod]
    [DataRow(1L, "raspberry_pi with 1.00")]
    [DataRow(400 * GB, "raspberry_pi with 0.00")]
    public void Of_devices_with_equal_scores_the_smallest_is_the_lowest(long bytes, string lowest) => CollectionAssert.Contains(
        ModelScorer.Score(Some.WithFiles(new HubFile("model.safetensors", bytes))).Metrics[Metric.SizeScore].Evidence, $"the lowest of the devices is {lowest}");

    [TestMethod]
    public void Parameters_by_data_type_count_before_files()
    {
        var info = Some.Info with
        {
            ParametersByDtype = ImmutableSortedDictionary<string, long>.Empty.Add("BF16", GB).Add("F32", 10).Add("F8_E4M3", 3).Add("I4", 2),
            ParameterCount = 5 * GB,
            Files = [new HubFile("model.safetensors", 9 * GB)],
        };

        Assert.AreEqual((2.0 * GB) + 40 + 3 + 1, WeightBytes.Of(info).Bytes);
    }

    [TestMethod]
    [DataRow("model.safetensors:3 pytorch_model.bin:5", 3, "formats are never added")]
    [DataRow("model-00001-of-00002.safetensors:3 model-00002-of-00002.safetensors:2 model.safetensors.index.json:9", 5, "shards are")]
    [DataRow("model.safetensors:3 model.fp16.safetensors:2 consolidated.safetensors:4", 3, "of copies, the usual name")]
    [DataRow("a.safetensors:3 b.safetensors:4", 4, "of sets without a usual name, the largest")]
    [DataRow("x.Q4_K_M.gguf:4 x.Q8_0.gguf:8 x.Q2_K.gguf:2 mmproj-x.gguf:1", 2, "the smallest quantization")]
    [DataRow("x-Q8-00001-of-00003.gguf:4 x-Q8-00002-of-00003.gguf:4 x-Q8-00003-of-00003.gguf:4 x-F16.gguf:20", 12, "a quantization in shards")]
    [DataRow("pytorch_model.bin:5 training_args.bin:1 optimizer.bin:9 scheduler.pt:1 rng_state_0.pth:1", 5, "what a trainer leaves is no weight")]
    [DataRow("onnx/model.onnx:3 onnx/model.onnx_data:4 onnx/model_quantized.onnx:1", 7, "ONNX only in a sub-folder, with what it keeps outside")]
    [DataRow("model.safetensors:3 onnx/model.safetensors:9", 3, "the root before folders")]
    [DataRow("tf_model.h5:5 flax_model.msgpack:4", 5, "h5 before msgpack")]
    [DataRow("model_index.json:1 unet/diffusion_pytorch_model.safetensors:5 unet/diffusion_pytorch_model.fp16.safetensors:2 vae/diffusion_pytorch_model.safetensors:1 v1.safetensors:9", 6, "a pipeline is its parts")]
    [DataRow("adapter_config.json:1 adapter_model.safetensors:2", 2, "an adapter counts itself")]
    public void One_set_of_weights_counts(string files, long bytes, string why) =>
        Assert.AreEqual(bytes, WeightBytes.Of(Some.Info with { Files = Files(files) }).Bytes, why);

    [TestMethod]
    public void An_adapter_names_its_base() => StringAssert.Contains(
        WeightBytes.Of(Some.Info with { Files = Files("adapter_model.safetensors:2"), CardData = """{"base_model":"meta-llama/Llama-3.1-8B"}""" }).Basis,
        "an adapter of meta-llama/Llama-3.1-8B");

    [TestMethod]
    [DataRow("", "the Hub names no file")]
    [DataRow("config.json:1 README.md:2", "no file holds weights in a known format")]
    [DataRow("model.safetensors", "the sizes of its safetensors files are not told")]
    [DataRow("model-00001-of-00002.safetensors:3 model-00002-of-00002.safetensors", "the sizes of its safetensors files are not told")]
    public void A_size_that_is_not_told_is_unknown(string files, string reason)
    {
        var score = ModelScorer.Score(Some.Snapshot(Some.Info with { Files = Files(files), ParameterCount = 7 * GB }));

        Assert.AreEqual(MetricScore.Unknown(reason).Reason, score.Metrics[Metric.SizeScore].Reason);
        Assert.IsNull(score.Metrics[Metric.SizeScore].Value);
        Assert.IsEmpty(score.Devices);
    }

    [TestMethod]
    public void A_bigger_model_never_raises_the_score()
    {
        var last = 1.0;
        for (var bytes = 1.0; bytes < 3e11; bytes *= 1.01)
        {
            var score = ModelScorer.Score(Some.WithFiles(new HubFile("model.safetensors", (long)bytes))).Metrics[Metric.SizeScore].Value!.Value;
            Assert.IsLessThanOrEqualTo(last, score, $"at {bytes} bytes");
            Assert.IsLessThan(0.03, last - score, $"a step at {bytes} bytes");
            last = score;
        }

        Assert.AreEqual(0, last);
    }

    private static ImmutableArray<HubFile> Files(string list) =>
    [
        .. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(file => file.Split(':') switch
        {
            [var path, var size] => new HubFile(path, long.Parse(size, System.Globalization.CultureInfo.InvariantCulture)),
            var path => new HubFile(path[0]),
        }),
    ];
}
