using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>
/// An experiment as a list of named values, <c>training.optimizer.learningRate</c> and the like, as its JSON has them: what sweeps vary,
/// <c>workbench train --set</c> changes and comparisons tell.
/// </summary>
internal static class SpecParameters
{
    /// <summary>Without escapes that only pages need: what shows values escapes them itself.</summary>
    private static readonly JsonSerializerOptions ForPeople = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string ModelName = "model", StartName = "model.start", SeedName = "seed", EnsembleName = "ensemble",
        TrainingName = "training.";

    /// <summary>Between the models of an ensemble.</summary>
    private const char Plus = '+';

    private static readonly ConcurrentDictionary<(bool, bool, ClassificationTask), IReadOnlyDictionary<string, string>> Usual = [];

    /// <summary>The parts of an experiment that are also named as a whole, by a word or a file, and what these can be.</summary>
    private static readonly ImmutableArray<(string Name, string FormsInWords, Func<ExperimentSpec, string, ExperimentSpec> With)> Parts =
    [
        ("features", FeatureSpec.FormsInWords, (spec, text) => spec with { Features = FeatureSpec.Parse(text) }),
        ("split", SplitSpec.FormsInWords, (spec, text) => spec with { Split = SplitSpec.Parse(text) with { Seed = spec.Split.Seed } }),
        ("genres", LabelSpec.FormsInWords,
            (spec, text) => spec with { Genres = LabelSpec.Parse(text) with { MinimumSongs = spec.Genres?.MinimumSongs ?? 0 } }),
        ("augmentation", AugmentationSpec.FormsInWords, (spec, text) => spec with { Augmentation = AugmentationSpec.Parse(text) }),
        (ModelName, ExperimentSpec.ModelFormsInWords, (spec, text) => spec.WithModels([.. ModelsOf(text)])),
        (EnsembleName, "the models that are heard together with the first, joined by +; or members as JSON",
            (spec, text) => text.TrimStart().StartsWith('[') ? SpecMembers.With(spec, EnsembleName, text)!
                : spec with { Ensemble = spec.WithModels([spec.Model, .. ModelsOf(text)]).Ensemble }),
        (StartName, StartWeights.FormsInWords,
            (spec, text) => spec with { Model = spec.Model with { Start = StartWeights.Parse(text) } }),
    ];

    /// <summary>
    /// Every parameter with its value as text; a model that is a preset goes by its name, and a part that names no seed has the
    /// experiment's. Measures are none: they decide nothing.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(ExperimentSpec spec) => new OrderedDictionary<string, string>(
        Members(spec with { Evaluation = null }).Select(member => KeyValuePair.Create(member.Path, TextOf(member.Value))));

    /// <summary>Every parameter with its value and what else it can be.</summary>
    public static ImmutableArray<ExperimentParameter> Describe(ExperimentSpec spec)
    {
        var members = Members(Explicit(spec)).ToList();
        var values = Members(spec).ToDictionary(member => member.Path, member => WordsOf(member.Value));
        return
        [
            .. members.Select(member => new ExperimentParameter(member.Path, values.GetValueOrDefault(member.Path, ""),
                [.. SpecValue.WordsOf(member.Type)],
                () => Parts.FirstOrDefault(part => part.Name == member.Path).FormsInWords ?? ParameterRange.InWords(spec, member))),
            .. Parts.Where(part => members.All(member => member.Path != part.Name))
                .Select(part => new ExperimentParameter(part.Name, "", [], () => part.FormsInWords)),
        ];
    }

    /// <summary>An experiment's model: the name of a preset or of a network of its maker's own, or how many layers it has.</summary>
    public static string ModelOf(ExperimentSpec spec) => string.Join(Plus, spec.Members().Select(member => member.Model.Name));

    /// <summary>
    /// The parameters in which an experiment differs from the usual one of its model and task; dataset, model, seeds and fold are left out.
    /// </summary>
    public static ImmutableArray<RunParameter> Changed(ExperimentSpec spec, ClassificationTask task)
    {
        var usual = !spec.Ensemble.IsEmpty
            ? Of(Explicit(new ExperimentSpec { Dataset = "" }.WithModels([.. spec.Members().Select(member => member.Model)]).For(task)))
            : Usual.GetOrAdd((spec.Model.SegmentFrames is not null, spec.Model.IsLogistic, task),
                _ => Of(Explicit(new ExperimentSpec { Dataset = "" }.WithModel(spec.Model).For(task))));
        return [.. Of(spec.Undecided())
            .Where(p => p.Value != usual.GetValueOrDefault(p.Key, "") && p is not { Key: "refit", Value: "false" } && !IsSeed(p.Key)
                && p.Key is not ("dataset" or ModelName or "split.fold")
                && (!IsOfModel(p.Key) || p.Key == "model.start.path"))
            .Select(p => new RunParameter(p.Key, p.Value))];
    }

    /// <summary>The last part of a parameter's name, where no other ends so.</summary>
    public static string ShortName(string name, IEnumerable<string> others)
    {
        static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
        return others.Count(other => Last(other) == Last(name)) == 1 ? Last(name) : name;
    }

    /// <summary>
    /// The parameters in which experiments differ, each with one value an experiment; empty where it has none. The seeds of parts are
    /// told only where one is not that of its experiment.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Differences(IReadOnlyList<ExperimentSpec> specs)
    {
        var all = specs.Select(Of).ToList();
        var names = all.SelectMany(parameters => parameters.Keys).Distinct()
            .Where(name => name == SeedName || !IsSeed(name)
                || all.Any(parameters => parameters.TryGetValue(name, out var seed) && seed != parameters[SeedName]));
        return new OrderedDictionary<string, IReadOnlyList<string>>(names
            .Select(name =>
                KeyValuePair.Create(name, (IReadOnlyList<string>)[.. all.Select(parameters => parameters.GetValueOrDefault(name, ""))]))
            .Where(parameter => parameter.Value.Distinct().Count() > 1));
    }

    /// <inheritdoc cref="ExperimentSpec.With(string, string)"/>
    public static ExperimentSpec With(ExperimentSpec spec, string name, string value)
    {
        if (name == SeedName && spec is { Split.Seed: not null, Training.Seed: not null, Augmentation: null or { Seed: not null } })
            throw new WorkbenchException("seed: every part of this experiment names a seed of its own; vary split.seed or training.seed.");
        if (value.TrimStart() is not ("null" or ['{', ..]) && Parts.FirstOrDefault(part => part.Name == name).With is { } withPart)
            return withPart(spec, value);
        var isOfTraining = name.StartsWith(TrainingName, StringComparison.Ordinal);
        var member = isOfTraining ? name[TrainingName.Length..].Split('.')[0] : "";
        var changed = SpecMembers.With(isOfTraining && name.Count('.') > 1 ? Explicit(spec, member) : spec, name, value)
            ?? throw UnknownName.Of("parameter", name, Of(Explicit(spec)).Keys.Union(Parts.Select(part => part.Name)));
        return Enum.TryParse(member, ignoreCase: true, out DecidedMembers chosen)
            ? changed with { Training = changed.Training with { Decided = changed.Training.Decided & ~chosen } }
            : changed;
    }

    /// <summary>The same with the optimizer and the schedule that a number can be chosen of, where they are left to the data.</summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="member">The one that is asked for; null for both.</param>
    private static ExperimentSpec Explicit(ExperimentSpec spec, string? member = null) => spec with
    {
        Training = spec.Training with
        {
            ChosenOptimizer = spec.Training.ChosenOptimizer ?? (member is null or "optimizer" ? Recipe.UsualOptimizer(spec.Model) : null),
            ChosenSchedule = spec.Training.ChosenSchedule ?? (member is null or "schedule" ? Recipe.UsualSchedule(spec.Model) : null),
        },
    };

    /// <summary>What the members of an ensemble are called: their models, numbered where one stands several times.</summary>
    public static ImmutableArray<string> MemberNames(ExperimentSpec spec) =>
        ModelSpec.NamesOf(spec.Members().Select(member => member.Model));

    private static IEnumerable<ModelSpec> ModelsOf(string text) => ModelRace.IsAskedFor(text)
        ? throw new InvalidSpecException(text, [$"no model, but a race of several that decides for one experiment: workbench train --model "
            + $"{text}, or lab.Auto(). A sweep compares models that are named: --grid model=mlp,cnn"])
        : text.Contains(Plus) && !File.Exists(text)
        ? text.Split(Plus, StringSplitOptions.TrimEntries).Select(ModelSpec.Parse)
        : [ModelSpec.Parse(text)];

    /// <summary>The further models of an ensemble by their names, where each is as its name alone makes it; else their JSON.</summary>
    private static string EnsembleInWords(ExperimentSpec spec)
    {
        bool IsUsual(EnsembleMember member) => member.Model.PresetName is not null
            && EnsembleMember.Of(new ExperimentSpec { Dataset = "" }.WithModel(member.Model)) is var usual
            && member == usual with { Training = usual.Training with { Loss = spec.Training.Loss } };
        return spec.Ensemble.All(IsUsual) ? string.Join(Plus, spec.Ensemble.Select(member => member.Model.Name))
            : TextOf(SpecJson.ToNode(spec.Ensemble, typeof(ImmutableArray<EnsembleMember>)));
    }

    private static bool IsOfModel(string name) => name.StartsWith($"{ModelName}.", StringComparison.Ordinal);

    private static bool IsSeed(string name) => name == SeedName || name.EndsWith($".{SeedName}", StringComparison.Ordinal);

    /// <summary>The values; instead of those of a model that is a preset, its name.</summary>
    private static IEnumerable<SpecMember> Members(ExperimentSpec spec)
    {
        var preset = spec.Model.PresetName;
        return SpecMembers.Of(spec.Resolve())
            .Where(member => member.Path != EnsembleName || !spec.Ensemble.IsEmpty)
            .Select(member => member.Path == EnsembleName
                ? new SpecMember(EnsembleName, typeof(string), IsNullable: false, EnsembleInWords(spec))
                : preset is not null && IsOfModel(member.Path)
                    && !member.Path.StartsWith($"{StartName}.", StringComparison.Ordinal)
                ? new SpecMember(ModelName, typeof(string), IsNullable: false, preset)
                : member)
            .Where(member => member.Path != $"{TrainingName}decided")
            .DistinctBy(member => member.Path);
    }

    /// <summary>As <see cref="TextOf"/>, of a list its items alone, by their kinds where they have some.</summary>
    private static string WordsOf(JsonNode? node) => node is JsonArray items
        ? string.Join(", ", items.Select(item => TextOf((item as JsonObject)?[SpecValue.Kind] ?? item)))
        : TextOf(node);

    private static string TextOf(JsonNode? node) => node is null ? ""
        : node is JsonValue value && value.TryGetValue<string>(out var text)
            ? string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries)) // a lambda on several lines
            : node.ToJsonString(ForPeople);
}
