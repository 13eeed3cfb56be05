using System.Text.Json.Nodes;
using Workbench.Augmentation.Transforms;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Schedules;

namespace Workbench.Tests.Experiments;

/// <summary>
/// Experiments with members changed by chance: usable, or refused with a sentence, and no memory taken for their numbers.
/// </summary>
public class ExperimentSpecFuzzTests
{
    private const long MostBytes = 100_000_000;

    private static readonly ExperimentSpec[] Seeds =
    [
        new() { Dataset = "songs" },
        new ExperimentSpec
        {
            Dataset = "songs",
            Genres = new LabelSpec { Top = 5, MinimumSongs = 3 },
            Split = SplitSpec.Folds(5, 1),
            Augmentation = new()
            {
                Transforms = [new PitchShift(), new TimeStretch(), new Gain(), new AddNoise(), new Reverb()],
                TargetSongs = 9,
            },
            Training = TrainingSpec.Segments with
            {
                Mixup = new(1),
                SpecAugment = new(),
                FilterAugment = new(),
                Schedule = new StepSchedule(),
            },
        }.WithModel(ModelSpec.ShortChunkResNet),
        new() { Dataset = "songs", Features = FeatureSpec.Fma518 },
        new() { Dataset = "songs", Features = new() { Features = [new Mel(), new ConstantQ(), new OnsetStrength(), new Magnitude(20)] } },
    ];

    private static readonly Func<Random, JsonNode?>[] Values =
    [
        _ => null, _ => int.MaxValue, _ => int.MinValue, _ => -1, _ => 0, _ => 1, _ => long.MaxValue, _ => 1e308, _ => -1e-300, _ => true,
        _ => "", _ => "nonsense", _ => "\0", _ => new string('x', 10_000), _ => new JsonArray(), _ => new JsonObject(),
        rng => 1 << rng.Next(31), rng => rng.Next(), rng => rng.NextDouble(), rng => new JsonArray(rng.Next(), null, "x"),
        _ => new JsonArray([.. Enumerable.Range(0, 1000).Select(_ => new JsonObject { ["kind"] = "linear", ["units"] = 1_000_000 })]),
    ];

    [Fact]
    public void Whatever_an_experiment_says_it_is_usable_or_refused_with_a_sentence()
    {
        var usable = 0;
        for (var trial = 0; trial < Trials.Count(1500); trial++)
        {
            var rng = new Random(trial);
            var json = JsonNode.Parse(SpecJson.Write(Seeds[trial % Seeds.Length]))!;
            for (var change = rng.Next(1, 4); change > 0; change--)
                Change(json, rng);
            var text = json.ToJsonString();
            if (rng.Next(20) == 0)
                text = text.Remove(rng.Next(text.Length), 1);
            var before = GC.GetAllocatedBytesForCurrentThread();
            switch (Record.Exception(() => Use(text)))
            {
                case null:
                    usable++;
                    break;
                case WorkbenchException refused:
                    Assert.DoesNotContain('\n', refused.Message);
                    break;
                case var other:
                    Assert.Fail($"Trial {trial}: {text}\n{other}");
                    break;
            }
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostBytes, $"Trial {trial} takes too much: {text}");
        }
        Assert.InRange(usable, 1, Trials.Count(1500) - 1); // both happen, or nothing was tried
    }

    private static void Use(string json)
    {
        var spec = SpecJson.Read<ExperimentSpec>(json);
        spec.Validate();
        SpecJson.Hash(spec.Resolve());
        if (spec.Features.Table is not null)
            return;
        var plan = spec.Model.Bind(spec.Model.InputShape(spec.Features, spec.Features.ColumnNames.Length), 8);
        MemoryNeed.RequireModel(plan, limit: 4L << 30);
        _ = plan.ToTable().ToString();
    }

    private static void Change(JsonNode root, Random rng)
    {
        List<(JsonObject Holder, string Name)> members = [];
        Collect(root, members);
        if (members.Count == 0)
            return;
        var (holder, name) = members[rng.Next(members.Count)];
        if (rng.Next(10) == 0)
            holder.Remove(name);
        else if (rng.Next(20) == 0)
            holder["more"] = 1;
        else
            holder[name] = Values[rng.Next(Values.Length)](rng);
    }

    private static void Collect(JsonNode? node, List<(JsonObject, string)> members)
    {
        if (node is JsonObject holder)
            foreach (var (name, value) in holder)
            {
                members.Add((holder, name));
                Collect(value, members);
            }
        else if (node is JsonArray items)
            foreach (var item in items)
                Collect(item, members);
    }
}
