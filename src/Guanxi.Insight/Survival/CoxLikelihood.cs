namespace Guanxi.Insight;

/// <summary>Cox's partial log-likelihood with gradient and information, in one walk from the last time to the first, as the set at risk grows.</summary>
internal sealed class CoxLikelihood(double[] times, bool[] events, double[][] columns, TiedEvents ties)
{
    /// <summary>e^-690 is still a number; what lies further below the largest hazard is taken as this, so that no set at risk sums to nothing.</summary>
    private const double Lowest = -690;

    public (double Value, double[] Gradient, double[,] Information) At(double[] effects)
    {
        var (n, p) = (times.Length, columns.Length);
        var eta = new double[n];
        for (var j = 0; j < p; j++)
            for (var i = 0; i < n; i++)
                eta[i] += effects[j] * columns[j][i];
        // The likelihood does not change when all hazards are multiplied: against the largest none overflows.
        var highest = n == 0 ? 0 : eta.Max();
        var hazard = Array.ConvertAll(eta, e => Math.Exp(Math.Max(Lowest, e - highest)));

        var value = 0.0;
        var (gradient, information) = (new double[p], new double[p, p]);
        var (risk, risk1, risk2) = (0.0, new double[p], new double[p, p]);
        var (tied1, tied2, mean) = (new double[p], new double[p, p], new double[p]);
        for (int end = n, start; end > 0; end = start)
        {
            var (count, tied) = (0, 0.0);
            Array.Clear(tied1);
            Array.Clear(tied2);
            for (start = end; start > 0 && times[start - 1] == times[end - 1]; start--)
            {
                var i = start - 1;
                risk += hazard[i];
                Add(i, risk1, risk2);
                if (!events[i])
                    continue;
                count++;
                tied += hazard[i];
                Add(i, tied1, tied2);
                value += Math.Max(Lowest, eta[i] - highest);
                for (var j = 0; j < p; j++)
                    gradient[j] += columns[j][i];
            }
            for (var d = 0; d < count; d++)
            {
                var gone = ties == TiedEvents.Efron ? (double)d / count : 0;
                var sum = risk - gone * tied;
                value -= Math.Log(sum);
                for (var j = 0; j < p; j++)
                    gradient[j] -= mean[j] = (risk1[j] - gone * tied1[j]) / sum;
                for (var j = 0; j < p; j++)
                    for (var k = 0; k <= j; k++)
                        information[j, k] += (risk2[j, k] - gone * tied2[j, k]) / sum - mean[j] * mean[k];
            }
        }
        for (var j = 0; j < p; j++)
            for (var k = 0; k < j; k++)
                information[k, j] = information[j, k];
        return (value, gradient, information);

        void Add(int i, double[] first, double[,] second)
        {
            for (var j = 0; j < p; j++)
            {
                var weighed = hazard[i] * columns[j][i];
                first[j] += weighed;
                for (var k = 0; k <= j; k++)
                    second[j, k] += weighed * columns[k][i];
            }
        }
    }
}
