using Workbench.Features;

namespace Workbench.Onnx;

/// <summary>
/// Encoders that were published, as the sources named below describe them. The weights are fetched by whoever uses them, under their own
/// licences, which most restrict to uses that earn no money. Where this was written none of these weights could be had: the front end is
/// held to its definition by tests, and a file of the same inputs and outputs is run; the published files themselves were not.
/// </summary>
public static class Encoders
{
    /// <summary>
    /// The front end of MusiCNN, Discogs-EffNet and MAEST: log10(1 + 10000 power) of 96 mel bands of area 1 on Slaney's scale up to 8 kHz,
    /// at 16 kHz, in Hann-windowed frames of 512 samples, 256 apart (Essentia's <c>TensorflowInputMusiCNN</c>, read in its source of May
    /// 2026). Essentia's window is the symmetric one, librosa's and this one the periodic one: of values from 0 to about 5 that is a mean
    /// difference of 0.001, and of 0.03 at most. Essentia has one frame more at the end of most clips, and puts noise at -100 dB into
    /// digital silence.
    /// </summary>
    public static FeatureSpec MusiCnnFront { get; } = new()
    {
        SampleRate = 16_000,
        FftLength = 512,
        HopLength = 256,
        Features = [new Mel(96) { LogScale = 10_000 }],
        Statistics = [],
    };

    /// <summary>
    /// YAMNet (Google, 521 sounds of AudioSet, Apache-2.0), as <c>tf2onnx</c> makes it of the model on TensorFlow Hub: from samples
    /// <c>[samples]</c> at 16 kHz to scores of 521, embeddings of 1024 and a spectrogram. A row hears 0.975 s (0.96 s and what the last
    /// frame reaches beyond), a new one every 0.48 s, which are the model's own patches; an incomplete one at the end is left out, which
    /// the model would fill with silence.
    /// </summary>
    /// <param name="path">The file of ONNX.</param>
    public static OnnxEmbedding Yamnet(string path) =>
        OnnxEmbedding.From(path, "yamnet", units: 1024, sampleRate: 16_000, new SampleWindows(15_600, 7_680)) with
        { Licence = "Apache-2.0" };

    /// <summary>
    /// Discogs-EffNet (Alonso-Jiménez, Serra and Bogdanov, "Music representation learning based on editorial metadata from Discogs", 2022;
    /// Music Technology Group, CC BY-NC-SA 4.0: not for commercial use), the file whose batch has no fixed length,
    /// <c>discogs-effnet-bsdynamic-1.onnx</c>: from patches of 128 frames, 62 apart, <c>[batch, 128, 96]</c>, to 1280 units, about a row a
    /// second. As Essentia does, an incomplete patch at the end is left out.
    /// </summary>
    /// <param name="path">The file of ONNX.</param>
    public static OnnxEmbedding DiscogsEffNet(string path) =>
        OnnxEmbedding.From(path, "discogs_effnet", units: 1280, sampleRate: 16_000, new FeaturePatches(MusiCnnFront, 128, 62)) with
        { Licence = "CC BY-NC-SA 4.0" };

    /// <summary>
    /// MAEST of 30 s (Alonso-Jiménez, Serra and Bogdanov, "Efficient supervised training of audio transformers for music representation
    /// learning", 2023; Music Technology Group, CC BY-NC-SA 4.0: not for commercial use): from patches of 1876 frames, 1875 apart,
    /// standardised to half a deviation as Essentia's <c>TensorflowPredictMAEST</c> does it, to 768 units: those of the first token, which
    /// stands for the whole patch.
    /// </summary>
    /// <param name="path">The file of ONNX.</param>
    /// <param name="outputName">
    /// The output with the tokens of a layer, <c>[..., tokens, 768]</c>. There is one a layer; the JSON file that is published beside the
    /// model names them.
    /// </param>
    public static OnnxEmbedding Maest(string path, string outputName) =>
        OnnxEmbedding.From(path, "maest", units: 768, sampleRate: 16_000,
            new FeaturePatches(MusiCnnFront, 1876, 1875) { Offset = 2.06755686098554, Scale = 2 * 1.268292820667291 }) with
        { Licence = "CC BY-NC-SA 4.0", OutputName = outputName, OutputRow = 0 };
}
