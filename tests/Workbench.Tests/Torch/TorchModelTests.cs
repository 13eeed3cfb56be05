using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Torch;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Shape = Workbench.Models.Shape;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Tests.Torch;

/// <summary>Networks of the user's own, from the lambda to what is known of them before they learn.</summary>
public sealed class TorchModelTests
{
    private static readonly ModelSpec Mlp =
        TorchModel.From("mlp", (input, labels) => Sequential(Linear(input[0], 5), BatchNorm1d(5), ReLU(), Linear(5, labels)));

    private static readonly ModelSpec Attention =
        TorchModel.From("attention", (input, labels) => new AttentionPooling(input[1], labels)) with { SegmentFrames = 20 };

    [Fact]
    public void A_spec_keeps_name_text_and_version_and_they_are_what_it_is()
    {
        var json = SpecJson.Write(Attention);
        Assert.Contains("new AttentionPooling(input[1], labels)", json, StringComparison.Ordinal);
        Assert.Equal(Attention, SpecJson.Read<ModelSpec>(json));
        ModelSpec[] others =
        [
            TorchModel.From("a", (_, labels) => Linear(1, labels)), TorchModel.From("b", (_, labels) => Linear(1, labels)),
            TorchModel.From("a", (_, labels) => Linear(2, labels)), TorchModel.From("a", (_, labels) => Linear(1, labels), "2"),
            TorchModel.From("a", (_, labels) => Linear(1, labels)) with { SegmentFrames = 3 }, new([]),
        ];
        Assert.Equal(others.Length, others.Select(SpecJson.Hash).Distinct().Count());
        Assert.Equal(others.Length, others.Distinct().Count());
        Assert.DoesNotContain("own", SpecJson.Write(ModelSpec.Mlp), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Names_texts_and_layers_beside_it_that_are_none_are_refused()
    {
        var units = 5;
        Func<long[], int, Module<Tensor, Tensor>> elsewhere = (_, labels) => Linear(1, labels);
        Refused("'' is no name of a network; give it one of 1 to 60 characters on one line, without quotes and backslashes.",
            () => TorchModel.From("", (_, labels) => Linear(1, labels)));
        Refused("The network a is given as 'elsewhere', which does not tell what it does. Write its lambda there: its text is what a run "
            + "keeps of it.", () => TorchModel.From("a", elsewhere));
        Refused("The network a uses variables or functions from outside of its lambda, which its text does not tell: two of one text could "
            + "differ. Write them into the lambda, numbers as they are, functions as local ones.",
            () => TorchModel.From("a", (_, labels) => Linear(units, labels)));
        Refused("'\"' is no version of the network a; give a word on one line, without quotes and backslashes.",
            () => TorchModel.From("a", (_, labels) => Linear(1, labels), "\""));
        Refused("ModelSpec: The network mlp is code of its maker's own and goes from the input to the labels: write the layers into it, "
            + "and none beside it.", () => (Mlp with { Layers = [new Relu()] }).Validate());
    }

    [Fact]
    public void Where_the_code_is_not_the_line_that_defines_it_is_told()
    {
        var known = TorchModel.From("lost", (_, labels) => Linear(1, labels), "3");
        var spec = SpecJson.Read<ModelSpec>(SpecJson.Write(known).Replace("Linear(1", "Linear(2", StringComparison.Ordinal));
        Refused("The network lost is code of a notebook or program, which this one does not have. Define it first, in the same process:\n"
            + "TorchModel.From(\"lost\", (_, labels) => Linear(2, labels), version: \"3\")", () => spec.Bind(Shape.Vector(2), 2));
    }

    [Fact]
    public void A_plan_names_the_tensors_of_the_module_and_says_which_learn()
    {
        InstalledTorch.OrSkip();
        var plan = Mlp.Bind(Shape.Vector(7), 3);
        Assert.Equal(
            ["0.weight [5, 7]", "0.bias [5]", "1.weight [5]", "1.bias [5]", "3.weight [3, 5]", "3.bias [3]"],
            plan.Parameters.Where(p => p.IsTrained).Select(p => $"{p.Name} [{string.Join(", ", p.Shape)}]"));
        Assert.Equal(["1.running_mean", "1.running_var", "1.num_batches_tracked"],
            plan.Parameters.Where(p => !p.IsTrained).Select(p => p.Name));
        Assert.Equal((5 * 7 + 5 + 5 + 5 + 3 * 5 + 3, 3, 5), (plan.ParameterCount, plan.LabelCount, plan.EmbeddingSize));
        Assert.Equal("""
               layer            output  parameters  sees  multiply-adds
               Input                 7
            0                                   40
            1                                   10
            3                                   18
               own network mlp       3
               Total                            68

            """, plan.ToTable().ToString(), ignoreLineEndingDifferences: true);
        Assert.Equal(32, Attention.Bind(Shape.Image(1, 8, 20), 3).EmbeddingSize);
    }

    [Fact]
    public void What_is_known_of_it_is_read_from_JSON_again()
    {
        InstalledTorch.OrSkip();
        var network = Mlp.Bind(Shape.Vector(7), 3).Network!;
        var read = SpecJson.Read<OwnNetworkPlan>(SpecJson.Write(network));
        Assert.Equal(network.EmbeddingSize, read.EmbeddingSize);
        Assert.Equal(["BareLayer"], TorchModel.From("b", (input, labels) => Sequential(new BareLayer(input[0], labels)))
            .Bind(Shape.Vector(7), 3).Network!.Classes);
        Assert.Equal(network.Parameters.Select(p => (p.Name, p.Role, string.Join(",", p.Shape))),
            read.Parameters.Select(p => (p.Name, p.Role, string.Join(",", p.Shape))));
    }

    [Fact]
    public void A_module_of_a_function_has_the_modules_and_parameters_that_it_uses_by_their_names()
    {
        InstalledTorch.OrSkip();
        var model = TorchModel.From("gated", (input, labels) =>
        {
            var (gate, output) = (Linear(input[0], 5), Linear(5, labels));
            if (labels > 0)
            {
                var scale = new TorchSharp.Modules.Parameter(ones(5));
                return TorchModel.Module(x => output.call(gate.call(x).sigmoid() * scale));
            }
            return gate;
        });
        var plan = model.Bind(Shape.Vector(7), 3);
        Assert.Equal(["gate.bias", "gate.weight", "output.bias", "output.weight", "scale"],
            plan.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(5, plan.EmbeddingSize);
        Assert.Empty(plan.Network!.Classes);
        Refused("TorchModel.Module is given a function of no module and no parameter, which learns nothing; make them before it, as "
            + "variables that it uses.", () => TorchModel.Module(x => x));
    }

    [Fact]
    public void Layers_that_share_weights_have_them_once()
    {
        InstalledTorch.OrSkip();
        var shared = TorchModel.From("shared", (input, labels) =>
        {
            var layer = Linear(input[0], input[0]);
            return Sequential(layer, ReLU(), layer, Linear(input[0], labels));
        });
        Assert.Equal(["0.weight", "0.bias", "3.weight", "3.bias"], shared.Bind(Shape.Vector(4), 2).Parameters.Select(p => p.Name));
    }

    [Fact]
    public void Without_an_output_layer_its_logits_are_the_embedding()
    {
        InstalledTorch.OrSkip();
        var plan = TorchModel.From("bare", (input, labels) => new BareLayer(input[0], labels)).Bind(Shape.Vector(4), 3);
        Assert.Equal((3, (int?)null), (plan.EmbeddingSize, plan.Network!.EmbeddingSize));
    }

    [Fact]
    public void First_weights_are_those_of_the_module_and_the_seed()
    {
        InstalledTorch.OrSkip();
        var plan = Mlp.Bind(Shape.Vector(7), 3);
        var (first, again, other) = (Mlp.Own!.Build(plan.Input, 3, 4), Mlp.Own.Build(plan.Input, 3, 4), Mlp.Own.Build(plan.Input, 3, 5));
        Assert.Equal(TrainingSamples.Bits(first.ToWeights()), TrainingSamples.Bits(again.ToWeights()));
        Assert.NotEqual(TrainingSamples.Bits(first.ToWeights()), TrainingSamples.Bits(other.ToWeights()));
        manual_seed(4);
        using var module = Linear(7, 5);
        Assert.Equal(module.weight.data<float>().ToArray(), first.ToWeights()["0.weight"].Values.ToArray());
        Assert.Equal([1, 1, 1, 1, 1], first.ToWeights()["1.running_var"].Values.ToArray()); // trying it out followed no statistics
        first.ToWeights().RequireFit(plan);
        foreach (var built in new[] { first, again, other })
            built.Dispose();
    }

    [Fact]
    public void What_is_no_network_from_these_songs_to_these_labels_is_refused_before_it_learns()
    {
        InstalledTorch.OrSkip();
        const string No = "The network n";
        Refused($"{No} gives [2, 4] for an input of [2, 7]; let it give [2, 3], for each example a logit for each label.",
            TorchModel.From("n", (input, _) => Linear(input[0], 4)));
        Refused($"{No} failed on an input of [2, 7]: ExternalException: mat1 and mat2 shapes cannot be multiplied (2x7 and 6x3)",
            TorchModel.From("n", (_, labels) => Linear(6, labels)));
        Refused($"{No} failed when it was built for an input of [7] and 3 labels: InvalidOperationException: No idea.",
            TorchModel.From("n", (_, _) => throw new InvalidOperationException("No idea.")));
        Refused($"{No} is null; let its lambda give the module.", TorchModel.From("n", (_, _) => null!));
        Refused($"{No} has no parameters to learn. Call RegisterComponents() at the end of its constructor, which finds the modules and "
            + "parameters of its fields.", TorchModel.From("n", (input, labels) => new BareLayer(input[0], labels, isRegistered: false)));
        Refused("The parameter matrix of the network n is Float64; make it Float32, as all is that learns.",
            TorchModel.From("n", (input, labels) => new BareLayer(input[0], labels, ScalarType.Float64)));
        Refused($"{No} gives logits that are Float64; let it give Float32.",
            TorchModel.From("n", (input, labels) => new BareLayer(input[0], labels, then: x => x.to(ScalarType.Float64))));
        var changed = TorchModel.From("n", (input, labels) => new BareLayer(input[0], labels, then: x =>
        {
            var y = x.exp();
            return y.add_(1); // exp needs what it gave for its gradient
        }));
        Assert.StartsWith($"{No} failed when its logits were differentiated: ExternalException: one of the variables needed for gradient "
            + "computation has been modified by an inplace operation",
            Assert.Throws<OwnCodeException>(() => changed.Bind(Shape.Vector(7), 3)).Message, StringComparison.Ordinal);
        Refused($"The logits of the network n do not depend on its parameters, so it cannot learn. Leave out detach(), no_grad() and new "
            + "tensors made of values on the way from the parameters to the logits.",
            TorchModel.From("n", (input, labels) => new BareLayer(input[0], labels, then: x => x.detach())));
    }

    private static void Refused(string message, ModelSpec spec) => Refused(message, () => spec.Bind(Shape.Vector(7), 3));

    private static void Refused(string message, Func<object> body) =>
        Assert.Equal(message, Assert.ThrowsAny<WorkbenchException>(body).Message);

    private static void Refused(string message, Action body) =>
        Assert.Equal(message, Assert.ThrowsAny<WorkbenchException>(body).Message);
}
