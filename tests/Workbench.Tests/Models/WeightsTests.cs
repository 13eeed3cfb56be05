using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Tests.Models;

public class WeightsTests
{
    private static readonly ModelPlan Plan = new ModelSpec([new Linear(50), new BatchNorm()]).Bind(Shape.Vector(16), 3);

    [Fact]
    public void Fresh_weights_are_uniform_within_one_over_root_fan_in_and_neutral_elsewhere()
    {
        var weights = Weights.Initialize(Plan, new Random(3));
        var values = weights["0.weight"].Values.ToArray();
        Assert.All(values, v => Assert.InRange(v, -0.25f, 0.25f));
        // The variance of a uniform distribution of half-width 1/4 is 1/48; 800 values scatter it by 3.2 % (one sigma).
        Assert.InRange(values.Average(v => (double)v * v), 0.85 / 48, 1.15 / 48);
        Assert.All(weights["1.weight"].Values.ToArray(), v => Assert.Equal(1, v));
        Assert.All(weights["1.bias"].Values.ToArray(), v => Assert.Equal(0, v));
        Assert.All(weights["1.running_mean"].Values.ToArray(), v => Assert.Equal(0, v));
        Assert.All(weights["1.running_var"].Values.ToArray(), v => Assert.Equal(1, v));
        Assert.NotEqual(0, weights["2.bias"].Values[0]);
    }

    [Fact]
    public void Weights_of_another_model_are_refused()
    {
        var weights = Weights.Initialize(Plan, new Random(3));
        weights.RequireFit(Plan);
        var missing =
            Assert.Throws<WorkbenchException>(() => weights.RequireFit(new ModelSpec([new Linear(50)]).Bind(Shape.Vector(16), 3)));
        Assert.Contains("no tensor 0.bias", missing.Message, StringComparison.Ordinal);
        var shape = Assert.Throws<WorkbenchException>(() =>
            weights.RequireFit(new ModelSpec([new Linear(51), new BatchNorm()]).Bind(Shape.Vector(16), 3)));
        Assert.Contains("0.weight has the shape [50, 16], but the model needs [51, 16]", shape.Message, StringComparison.Ordinal);
        var surplus =
            Assert.Throws<WorkbenchException>(() => new Weights([.. weights.Tensors, new Tensor("old.bias", [1], [0])]).RequireFit(Plan));
        Assert.Contains("old.bias, which the model does not have", surplus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_holds_as_many_values_as_its_shape() =>
        Assert.Contains("5 values do not fill the shape [2, 3]",
            Assert.Throws<ArgumentException>(() => new Tensor("a", [2, 3], new float[5])).Message, StringComparison.Ordinal);
}
