using System.Text.Json.Nodes;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Experiments;

/// <summary>An experiment as a list of named numbers: <c>training.optimizer.learningRate</c> and the like, as its JSON has them.</summary>
internal static class SpecParameters
{
    private const string ModelName = "model";

    /// <summary>Every parameter with its value as text; a model that is a preset goes by its name.</summary>
    public static IReadOnlyDictionary<string, string> Of(ExperimentSpec spec)
    {
        var root = JsonNode.Parse(SpecJson.Write(spec))!.AsObject();
        if (ModelSpec.Presets.FirstOrDefault(preset => preset.Value == spec.Model).Key is { } preset)
            root[ModelName] = preset;
        var parameters = new OrderedDictionary<string, string>();
        Flatten(root, "", parameters);
        return parameters;
    }

    /// <summary>The parameters in which experiments differ, each with one value an experiment; empty where it has none.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Differences(IReadOnlyList<ExperimentSpec> specs)
    {
        var all = specs.Select(Of).ToList();
        var names = all.SelectMany(parameters => parameters.Keys).Distinct();
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
        var root = JsonNode.Parse(SpecJson.Write(spec))!;
        string[] path = name.Split('.');
        var parent = path[..^1].Aggregate(root, (node, key) => node?[key]!);
        if (parent is not JsonObject holder || !holder.ContainsKey(path[^1]))
            throw new WorkbenchException($"{name}: no such parameter; there are {string.Join(", ", Of(spec).Keys)}.");
        holder[path[^1]] = Parse(value);
        return SpecJson.Read<ExperimentSpec>(root.ToJsonString());
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
        catch (System.Text.Json.JsonException)
        {
            return JsonValue.Create(value);
        }
    }
}
