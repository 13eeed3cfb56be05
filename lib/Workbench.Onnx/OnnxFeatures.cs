using Workbench.Features;

namespace Workbench.Onnx;

/// <summary>What this project brings to feature specs.</summary>
public static class OnnxFeatures
{
    /// <summary>
    /// Lets specs with an <see cref="OnnxEmbedding"/> be read: to be called before a spec or a run that may hold one is read from its
    /// file. Whoever makes one in code need not. It loads nothing of ONNX Runtime.
    /// </summary>
    public static void Register() => FeatureKinds.Register<OnnxEmbedding>("onnxEmbedding");
}
