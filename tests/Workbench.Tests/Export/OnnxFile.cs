using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Workbench.Tests.Export;

/// <summary>An ONNX file in ONNX Runtime, on one thread.</summary>
internal sealed class OnnxFile : IDisposable
{
    private readonly InferenceSession session;

    public OnnxFile(byte[] file)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        session = new(file, options);
    }

    public IReadOnlyDictionary<string, string> Metadata => session.ModelMetadata.CustomMetadataMap;

    public void Dispose() => session.Dispose();

    /// <summary>Runs a file that takes audio.</summary>
    public Dictionary<string, float[]> Hear(float[] samples, long sampleRate = 22_050) => Run(
        NamedOnnxValue.CreateFromTensor("audio", new DenseTensor<float>(samples, [samples.Length])),
        NamedOnnxValue.CreateFromTensor("sample_rate", new DenseTensor<long>(new[] { sampleRate }, [])));

    /// <summary>Runs a file that takes one tensor of float32.</summary>
    public Dictionary<string, float[]> Run(string input, float[] values, params int[] shape) =>
        Run(NamedOnnxValue.CreateFromTensor(input, new DenseTensor<float>(values, shape)));

    /// <summary>The sentence by which the file refuses.</summary>
    public string Refusal(float[] samples, long sampleRate = 22_050) =>
        Assert.Throws<OnnxRuntimeException>(() => Hear(samples, sampleRate)).Message.Split('\'')[1];

    /// <summary>The texts of an output.</summary>
    public string[] Texts(string output, float[] samples)
    {
        using var results = session.Run(
            [NamedOnnxValue.CreateFromTensor("audio", new DenseTensor<float>(samples, [samples.Length])),
                NamedOnnxValue.CreateFromTensor("sample_rate", new DenseTensor<long>(new[] { 22_050L }, []))], [output]);
        return [.. results[0].AsTensor<string>()];
    }

    private Dictionary<string, float[]> Run(params NamedOnnxValue[] inputs)
    {
        string[] wanted = [.. session.OutputMetadata.Where(o => o.Value.ElementType == typeof(float)).Select(o => o.Key)];
        using var results = session.Run(inputs, wanted);
        return results.ToDictionary(result => result.Name, result => result.AsTensor<float>().ToArray());
    }
}
