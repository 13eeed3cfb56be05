using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Experiments;

/// <summary>A model that takes part in a race.</summary>
/// <param name="Model">The model.</param>
/// <param name="Reason">Why it takes part.</param>
internal sealed record Candidate(ModelSpec Model, string Reason)
{
    /// <summary>
    /// The presets that may suit, the quickest first, so that a time limit leaves out what takes longest: their names, what they bring, and
    /// whether they listen to audio. A preset that this version does not have is passed over.
    /// </summary>
    private static readonly ImmutableArray<(string Preset, string Reason, bool Listens)> Presets =
    [
        ("linear", "summaries of songs, weighted: fitted in seconds, and what all others have to beat", false),
        ("kernel", "summaries compared with those of songs learned from: strong on a few hundred songs", false),
        ("mlp", "dense layers on summaries: errs otherwise than the kernel, and takes many songs", false),
        ("cnn", "hears images of the sound, which know what summaries do not", true),
        (Pretrained, "hears images too, and starts from what it learned of a million pictures", true),
    ];

    private const string Pretrained = "resnet18";

    /// <summary>The candidates that suit an experiment.</summary>
    /// <param name="spec">The experiment; where its features come from a table, that table is all that is heard.</param>
    /// <param name="dataset">Its songs: without audio they are known by their summaries alone.</param>
    /// <param name="data">Where weights are that were learned elsewhere.</param>
    public static ImmutableArray<Candidate> Of(ExperimentSpec spec, Dataset dataset, DataFolder data) =>
    [
        .. Presets.Where(known => ModelSpec.Presets.ContainsKey(known.Preset)
                && (!known.Listens || (dataset.HasAudio && spec.Features.Table is null))
                && (known.Preset != Pretrained || File.Exists(Path.Combine(data.PretrainedPath, StartWeights.ImageNet.Path))))
            .Select(known => new Candidate(ModelSpec.Parse(known.Preset), known.Reason)),
    ];
}
