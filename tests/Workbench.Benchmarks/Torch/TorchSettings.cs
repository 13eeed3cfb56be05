using System.Globalization;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Benchmarks.Torch;

/// <summary>What a torch trains, and how; the workers take it as words.</summary>
/// <param name="Model">The layers, without the output layer.</param>
/// <param name="Shape">Shape of an example, as PyTorch writes it: <c>[518]</c> or <c>[1, 128, 128]</c>.</param>
/// <param name="Batch">Examples of a step.</param>
/// <param name="Labels">Number of labels.</param>
/// <param name="Threads">Threads.</param>
/// <param name="TunesMalloc">Whether freed memory is kept, which torch is faster with.</param>
/// <param name="MemoryFormat">nchw, or <see cref="ChannelsLast"/> for input and weights.</param>
internal sealed record TorchSettings(ModelSpec Model, string Shape, int Batch, int Labels, int Threads, bool TunesMalloc,
    string MemoryFormat = "nchw")
{
    /// <summary>Images lie position by position, the channels of a position side by side.</summary>
    public const string ChannelsLast = "channels_last";

    /// <summary>The words.</summary>
    public IEnumerable<string> Arguments =>
        [SpecJson.Write(Model), Shape, .. new[] { Batch, Labels, Threads }.Select(Word), MemoryFormat];

    /// <summary>Reads the words; malloc was tuned by variables, before.</summary>
    public static TorchSettings Read(string[] words) => new(SpecJson.Read<ModelSpec>(words[0]), words[1], Number(words[2]),
        Number(words[3]), Number(words[4]), TunesMalloc: false, words[5]);

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
