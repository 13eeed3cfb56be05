namespace Workbench.Evaluation;

/// <summary>Student's t distribution.</summary>
internal static class StudentT
{
    /// <summary>The value below which a share of the distribution lies, to about twelve digits.</summary>
    /// <param name="share">Above 0.5 and below 1.</param>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    public static double Quantile(double share, int freedom)
    {
        // By the angle atan(t / sqrt(freedom)), which is bounded where t is not.
        var (low, high) = (0.0, Math.PI / 2);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (0.5 + Central(middle, freedom) / 2 < share)
                low = middle;
            else
                high = middle;
        }
        return Math.Sqrt(freedom) * Math.Tan((low + high) / 2);
    }

    /// <summary>Share between -t and t: Abramowitz and Stegun 26.7.3 and 26.7.4.</summary>
    private static double Central(double angle, int freedom)
    {
        var (sine, cosine) = Math.SinCos(angle);
        var isOdd = freedom % 2 == 1;
        var (sum, term) = (0.0, isOdd ? cosine : 1.0);
        for (var k = isOdd ? 1 : 0; k <= freedom - 2; k += 2)
        {
            sum += term;
            term *= cosine * cosine * (k + 1) / (k + 2);
        }
        return isOdd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
    }
}
