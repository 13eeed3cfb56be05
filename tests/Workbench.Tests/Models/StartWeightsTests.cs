using System.Security.Cryptography;
using Workbench.Experiments;
using Workbench.Export;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Tests.Export;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Models;

/// <summary>Weights of one model in another, from files of both forms.</summary>
public sealed class StartWeightsTests : IDisposable
{
    private static readonly LayerSpec[] Layers =
    [
        new Conv2d(4), new BatchNorm(), new Relu(),
        new Residual([new Conv2d(6, Stride: 2), new BatchNorm(), new Relu(), new Conv2d(6), new BatchNorm()])
        {
            Shortcut = [new Conv2d(6, 1, 2), new BatchNorm()],
        },
        new Relu(), new GlobalPool(PoolKind.Mean), new Linear(5),
    ];

    private static readonly ModelSpec Spec = new([.. Layers]) { SegmentFrames = 6 };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_exported_model_a_file_of_tensors_and_a_models_folder_give_its_layers_and_chance_the_output_layer()
    {
        var model = Learned();
        File.WriteAllBytes(folder.File("model.onnx"), ModelGraph.Write(model, ExportStart.Audio, []));
        model.Save(folder.File("model"));
        var plan = Spec.Bind(model.Plan.Input, 9);
        var random = Weights.Initialize(plan, new(1));
        foreach (var place in new[] { "model.onnx", "model", Path.Combine("model", "weights.safetensors") })
        {
            var started = StartedWeights.From(plan, StartWeights.From(folder.File(place)), random);
            Assert.Null(started.Note);
            started.Weights.RequireFit(plan);
            foreach (var tensor in started.Weights.Tensors)
                Assert.Equal((tensor.Name.StartsWith("7.", StringComparison.Ordinal) ? random : model.Weights)[tensor.Name].Values,
                    tensor.Values);
            Assert.Equal([0.1, 0.1, 1, 0.1, 1, 1, 0.1, 1], started.Rates);
        }
    }

    [Fact]
    public void Layers_that_the_file_has_not_start_by_chance_which_is_told()
    {
        var start = Save(new(Learned().Weights.Tensors.Where(tensor => tensor.Name[0] != '7')));
        var plan = new ModelSpec([.. Layers, new BatchNorm()]) { SegmentFrames = 6 }.Bind(Shape.Image(1, 7, 6), 2);
        var started = StartedWeights.From(plan, start, Weights.Initialize(plan, new(1)));
        Assert.StartsWith("The layers 7 are not in", started.Note, StringComparison.Ordinal);
        Assert.Equal(1, started.Rates[7]);
    }

    [Fact]
    public void A_shape_that_differs_is_one_sentence_with_both()
    {
        var model = Learned();
        File.WriteAllBytes(folder.File("model.onnx"), ModelGraph.Write(model, ExportStart.Features, []));
        var plan = new ModelSpec([new Conv2d(5), .. Layers[1..]]) { SegmentFrames = 6 }.Bind(model.Plan.Input, 3);
        Assert.Contains("its tensor 0.weight has the shape [4, 1, 3, 3], and the model needs [5, 1, 3, 3]. ",
            Refusal(plan, Save(model.Weights)), StringComparison.Ordinal);
        Assert.Matches(@"layer 0 of the model has weights \[5, 1, 3, 3\], and the file has weights \[4, 1, 3, 3\] \(Conv_\d+\) instead",
            Refusal(plan, StartWeights.From(folder.File("model.onnx"))));
        var shorter = new ModelSpec([.. Layers[..3], new GlobalPool(PoolKind.Mean)]).Bind(model.Plan.Input, 3);
        Assert.Contains("it has a layer more than the model: weights [6, 4, 3, 3]",
            Refusal(shorter, StartWeights.From(folder.File("model.onnx"))), StringComparison.Ordinal);
        Assert.EndsWith("holds no layer of this model; start from one that has layers of the same shapes.",
            Refusal(plan, Save(new([new("other", [1], [0])]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_content_is_refused_and_a_file_that_moved_is_found_in_the_data_folder_by_its_name()
    {
        var start = Save(Learned().Weights);
        File.AppendAllText(start.Path, " ");
        Assert.Contains($"and the model starts from one of {start.Sha256}", Assert.Throws<WorkbenchException>(start.ReadFile).Message,
            StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<WorkbenchException>(() => StartWeights.From(folder.File("no.onnx"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("is no start: it is imagenet",
            Assert.Throws<WorkbenchException>(() => StartWeights.From(folder.File("no.txt"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_first_layers_may_stay_as_they_are()
    {
        var start = Save(Learned().Weights);
        var plan = Spec.Bind(Shape.Image(1, 7, 6), 3);
        var random = Weights.Initialize(plan, new(1));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 1], StartedWeights.From(plan, start with { Rate = 0 }, random).Rates);
        Assert.Equal([0, 0, 1, 0.5, 1, 1, 0.5, 1], StartedWeights.From(plan, start with { Rate = 0.5, FrozenLayers = 2 }, random).Rates);
        var tensors = Learned().Weights.Tensors.Where(tensor => !tensor.Name.StartsWith("1.", StringComparison.Ordinal));
        Assert.Contains("Layer 1 learns, and layer 6 behind it shall stay as it is", Refusal(plan, Save(new(tensors)) with { Rate = 0 }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_an_error_and_no_crash()
    {
        var model = Learned();
        var (whole, plan) = (ModelGraph.Write(model, ExportStart.Features, []), Spec.Bind(model.Plan.Input, 3));
        var random = Weights.Initialize(plan, new(1));
        var rng = new Random(5);
        for (var trial = 0; trial < 300; trial++)
        {
            var bytes = whole[..(trial % 3 == 0 ? rng.Next(whole.Length) : whole.Length)];
            for (var i = 0; i < trial % 5; i++)
                bytes[rng.Next(bytes.Length)] = (byte)rng.Next(256);
            var path = folder.File("damaged.onnx");
            File.WriteAllBytes(path, bytes);
            try
            {
                StartedWeights.From(plan, new(path, Convert.ToHexStringLower(SHA256.HashData(bytes))), random).Weights.RequireFit(plan);
            }
            catch (WorkbenchException error)
            {
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_content_identifies_a_start_and_no_start_changes_no_identity()
    {
        var start = new StartWeights("a.onnx", new('0', 64));
        var model = Spec with { Start = start };
        Assert.Equal(SpecJson.Hash(model), SpecJson.Hash(Spec with { Start = start with { Path = "b.onnx", Licence = "MIT" } }));
        Assert.NotEqual(SpecJson.Hash(model), SpecJson.Hash(Spec with { Start = start with { Sha256 = new('1', 64) } }));
        Assert.NotEqual(SpecJson.Hash(model), SpecJson.Hash(Spec));
        Assert.DoesNotContain("start", SpecJson.Write(Spec), StringComparison.Ordinal);
        Assert.Equal(model, SpecJson.Read<ModelSpec>(SpecJson.Write(model)));
        var experiment = new ExperimentSpec { Dataset = "demo" }.WithModel(model);
        Assert.Equal(SpecJson.Hash(experiment),
            SpecJson.Hash(experiment with { Model = Spec with { Start = start with { Path = "b.onnx" } } }));
        Assert.Equal("0.3", $"{experiment.With("model.start.rate", "0.3").Model.Start!.Rate:0.0}");
        Assert.Null(experiment.With("model.start", "random").Model.Start);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var spec = Spec with { Start = new("a.onnx", "abc") { Rate = 2, FrozenLayers = -1, InputScale = 0 } };
        Assert.Equal(
        [
            "Start: the SHA-256 'abc' of a.onnx must be 64 lower-case hexadecimal digits; StartWeights.From fills it in.",
            "Start: rate 2 must be 0 to 1; 0.1 is usual, 0 lets nothing of the start learn.",
            "Start: frozen layers -1 must be >= 0; 0 is usual.",
            "Start: input scale 0 must be above 0; 1 is usual.",
        ], Assert.Throws<InvalidSpecException>(spec.Validate).Problems);
        var tensors = Spec with { Start = new("a.safetensors", new('0', 64)) { InputScale = 2 } };
        Assert.Equal(["Start: input scale 2 is for networks of .onnx files, and a.safetensors is none; leave it out."],
            Assert.Throws<InvalidSpecException>(tensors.Validate).Problems);
    }

    private static TrainedModel Learned() => DrawnModel.Make(FeatureSpec.LogMel(7), Spec,
        new ClipFrames(new(FeatureSpec.LogMel(7).ColumnNames, [.. Enumerable.Range(0, 40 * 7).Select(i => (float)(i * 31 % 17))])));

    private StartWeights Save(Weights weights)
    {
        using (var stream = File.Create(folder.File("start.safetensors")))
            Safetensors.Write(stream, weights.Tensors);
        return StartWeights.From(folder.File("start.safetensors"));
    }

    private static string Refusal(ModelPlan plan, StartWeights start) =>
        Assert.Throws<WorkbenchException>(() => StartedWeights.From(plan, start, Weights.Initialize(plan, new(1)))).Message;
}
