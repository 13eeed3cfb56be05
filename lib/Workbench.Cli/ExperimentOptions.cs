using System.CommandLine;
using System.CommandLine.Parsing;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Models;

namespace Workbench.Cli;

/// <summary>The options that say what an experiment is. Each but <c>--set</c> is another name for one of its parameters.</summary>
internal sealed class ExperimentOptions
{
    private readonly (Option Option, string Parameter)[] named;

    private readonly Option<string[]> set = new("--set")
    {
        HelpName = "PARAMETER=VALUE",
        Description = "Changes what no other option does, as training.epochs=5; several times for several. "
            + "'workbench train --parameters' lists them.",
        AllowMultipleArgumentsPerToken = false,
    };

    public ExperimentOptions() => named =
    [
        (Dataset, "dataset"),
        (Model, "model"),
        (new Option<string>("--start")
        {
            Description = $"What the model starts from instead of chance: {StartWeights.FormsInWords}.",
            CompletionSources = { StartWeights.ImageNetName, StartWeights.RandomName },
        }, "model.start"),
        (new Option<string>("--features")
        {
            Description = $"What the model learns from, where it is not what its kind usually hears: {FeatureSpec.FormsInWords}. "
                + "The table may be one of the dataset's own.",
            CompletionSources = { _ => FeatureSpec.Presets.Keys },
        }, "features"),
        (new Option<string>("--split")
        {
            Description = $"Who is learned from, chosen by, evaluated on: {SplitSpec.FormsInWords}.",
            DefaultValueFactory = _ => "artist",
            CompletionSources = { _ => SplitSpec.Names },
        }, "split"),
        (new Option<string>("--genres")
        {
            Description = $"Which genres are learned, all if left out: {LabelSpec.FormsInWords}.",
            CompletionSources = { _ => LabelSpec.Vocabularies.Keys },
        }, "genres"),
        (new Option<int>("--minimum-songs") { Description = "Songs of the training part that a genre must have to be learned." },
            "genres.minimumSongs"),
        (new Option<string>("--augment")
        {
            Description = $"Changed copies to learn from as well: {AugmentationSpec.FormsInWords}.",
            CompletionSources = { AugmentationSpec.BalancedName },
        }, "augmentation"),
        (new Option<int>("--seed")
        {
            Description = "Seed of split, copies and training; an augmentation in a JSON file that names a seed keeps it.",
            DefaultValueFactory = _ => 0,
        }, "seed"),
        (SharedOptions.Labels(), "labels"),
    ];

    public Option<string> Dataset { get; } = new("--dataset") { Description = SharedOptions.DatasetForms };

    private Option<string> Model { get; } = new("--model")
    {
        Description = $"{ExperimentSpec.ModelFormsInWords}. Or {ModelRace.Name}: those that suit are trained, and the validation part "
            + $"chooses the best of them or the mean of several; {ModelRace.Name}:mlp,cnn names them.",
        DefaultValueFactory = _ => "mlp",
        CompletionSources = { _ => ModelSpec.Presets.Keys.Append(ModelRace.Name) },
    };

    public IEnumerable<Option> All => named.Select(known => known.Option).Append(set);

    /// <summary>The race that is asked for in the place of a model; null where a model is.</summary>
    public string? Race(CommandResult command) => command.GetResult(Model) is { Implicit: false, Tokens: [{ Value: var model }, ..] }
        && ModelRace.IsAskedFor(model) ? model : null;

    /// <summary>The experiment with what was asked for, but for a race.</summary>
    public ExperimentSpec Change(ExperimentSpec spec, ParseResult parsed)
    {
        foreach (var (option, parameter) in named)
            if (parsed.GetResult(option) is { Implicit: false, Tokens: [var token, ..] }
                && (option != Model || Race(parsed.CommandResult) is null))
                spec = spec.With(parameter, option == Dataset ? DatasetReader.FullName(token.Value) : token.Value);
        foreach (var (parameter, value) in Assignments.Read(set.Name, parsed.GetValue(set) ?? [], "training.epochs=5"))
            spec = spec.With(parameter, value);
        return spec;
    }
}
