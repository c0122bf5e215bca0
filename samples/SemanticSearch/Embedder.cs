using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

/// <summary>Turns sentences into vectors of length 1, so that their dot product is their cosine.</summary>
internal sealed class Embedder : IDisposable
{
    private readonly InferenceSession _session = new(HfModels.MiniLm.GetPath("onnx/model.onnx"));
    private readonly BertTokenizer _tokenizer = BertTokenizer.Create(HfModels.MiniLm.GetPath("vocab.txt"));

    /// <summary>Returns the vector of a sentence: the mean of its tokens' vectors.</summary>
    public float[] Embed(string sentence)
    {
        long[] ids = [.. _tokenizer.EncodeToIds(sentence).Select(static id => (long)id)];
        long[] shape = [1, ids.Length];
        using var tokens = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var mask = OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, ids.Length).ToArray(), shape);
        using var segments = OrtValue.CreateTensorValueFromMemory(new long[ids.Length], shape);
        using var options = new RunOptions();
        using var outputs = _session.Run(
            options, new Dictionary<string, OrtValue> { ["input_ids"] = tokens, ["attention_mask"] = mask, ["token_type_ids"] = segments }, ["last_hidden_state"]);
        var states = outputs[0].GetTensorDataAsSpan<float>();
        var vector = new float[states.Length / ids.Length];
        for (var i = 0; i < states.Length; i++)
            vector[i % vector.Length] += states[i];
        var length = MathF.Sqrt(vector.Sum(static x => x * x));
        return [.. vector.Select(x => x / length)];
    }

    public void Dispose() => _session.Dispose();
}
