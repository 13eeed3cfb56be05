using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Experiments;

/// <summary>An experiment as a list of named numbers: <c>training.optimizer.learningRate</c> and the like, as its JSON has them.</summary>
internal static class SpecParameters
{
    private const string ModelName = "model", SeedName = "seed";

    private static readonly ConcurrentDictionary<(bool, ClassificationTask), IReadOnlyDictionary<string, string>> Usual = [];

    /// <summary>
    /// Every parameter with its value as text; a model that is a preset goes by its name, and a part that names no seed has the
    /// experiment's.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(ExperimentSpec spec)
    {
        var root = Members(spec.Resolve());
        if (PresetOf(spec.Model) is { } preset)
            root[ModelName] = preset;
        var parameters = new OrderedDictionary<string, string>();
        Flatten(root, "", parameters);
        return parameters;
    }

    /// <summary>The preset of an experiment's model, <c>own</c> for any other.</summary>
    public static string ModelOf(ExperimentSpec spec) => PresetOf(spec.Model) ?? "own";

    /// <summary>
    /// The parameters in which an experiment differs from the usual one of its model and task; dataset, model, seeds and fold are left out.
    /// </summary>
    public static ImmutableArray<RunParameter> Changed(ExperimentSpec spec, ClassificationTask task)
    {
        var usual = Usual.GetOrAdd((spec.Model.SegmentFrames is not null, task),
            _ => Of(new ExperimentSpec { Dataset = "" }.WithModel(spec.Model).For(task)));
        return [.. Of(spec)
            .Where(p => p.Value != usual.GetValueOrDefault(p.Key, "") && !IsSeed(p.Key)
                && p.Key is not ("dataset" or ModelName or "split.fold")
                && !p.Key.StartsWith($"{ModelName}.", StringComparison.Ordinal))
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

    /// <summary>The experiment with one parameter changed.</summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="name">A parameter as <see cref="Of"/> names it, or <c>model</c>.</param>
    /// <param name="value">
    /// Its value as JSON or plain text; of <c>model</c> the name of a preset, which brings features and training that suit it.
    /// </param>
    /// <exception cref="WorkbenchException">No such parameter.</exception>
    /// <exception cref="InvalidSpecException">The value is of the wrong type.</exception>
    public static ExperimentSpec With(this ExperimentSpec spec, string name, string value)
    {
        if (name == ModelName)
            return spec.WithModel(ModelSpec.Presets.GetValueOrDefault(value)
                ?? throw new WorkbenchException($"{value}: no such model; there are {string.Join(", ", ModelSpec.Presets.Keys)}."));
        if (name == SeedName && spec is { Split.Seed: not null, Training.Seed: not null, Augmentation: null or { Seed: not null } })
            throw new WorkbenchException("seed: every part of this experiment names a seed of its own; vary split.seed or training.seed.");
        var root = Members(spec);
        string[] path = name.Split('.');
        var parent = path[..^1].Aggregate((JsonNode)root, (node, key) => node?[key]!);
        if (parent is not JsonObject holder || !holder.ContainsKey(path[^1]))
            throw new WorkbenchException($"{name}: no such parameter; there are {string.Join(", ", Of(spec).Keys)}.");
        holder[path[^1]] = Parse(value);
        return SpecJson.Read<ExperimentSpec>(root.ToJsonString());
    }

    private static string? PresetOf(ModelSpec model) => ModelSpec.Presets.FirstOrDefault(preset => preset.Value == model).Key;

    private static bool IsSeed(string name) => name == SeedName || name.EndsWith($".{SeedName}", StringComparison.Ordinal);

    /// <summary>The experiment as JSON in which no seed is left out.</summary>
    private static JsonObject Members(ExperimentSpec spec)
    {
        var root = JsonNode.Parse(SpecJson.Write(spec))!.AsObject();
        root[SeedName] = spec.Seed;
        foreach (var part in new[] { nameof(spec.Split), nameof(spec.Augmentation), nameof(spec.Training) })
            if (root[JsonNamingPolicy.CamelCase.ConvertName(part)] is JsonObject members)
                members.TryAdd(SeedName, null);
        return root;
    }

    private static void Flatten(JsonNode? node, string path, IDictionary<string, string> parameters)
    {
        if (node is JsonObject members)
            foreach (var (key, value) in members)
                Flatten(value, path.Length == 0 ? key : $"{path}.{key}", parameters);
        else
            parameters[path] = node is null ? ""
                : node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString();
    }

    private static JsonNode? Parse(string value)
    {
        try
        {
            return JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return JsonValue.Create(value);
        }
    }
}
