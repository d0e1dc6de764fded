namespace Guanxi.Insight.Numerics;

/// <summary>Symmetric positive definite matrices of a handful of rows.</summary>
internal static class SmallMatrix
{
    /// <summary>The lower Cholesky factor, or null where the matrix is not (numerically) positive definite.</summary>
    public static double[,]? Cholesky(double[,] a)
    {
        var n = a.GetLength(0);
        var l = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = a[i, j];
                for (var k = 0; k < j; k++)
                    sum -= l[i, k] * l[j, k];
                if (i != j)
                    l[i, j] = sum / l[j, j];
                else if (sum > 1e-13 * Math.Abs(a[i, i]) && double.IsFinite(sum))
                    l[i, i] = Math.Sqrt(sum);
                else
                    return null;
            }
        return l;
    }

    /// <summary>The inverse, or null where the matrix is not positive definite.</summary>
    public static double[,]? Inverse(double[,] a)
    {
        if (Cholesky(a) is not { } l)
            return null;
        var n = a.GetLength(0);
        var inverse = new double[n, n];
        var column = new double[n];
        for (var c = 0; c < n; c++)
        {
            for (var i = 0; i < n; i++)
            {
                var sum = i == c ? 1.0 : 0.0;
                for (var k = 0; k < i; k++)
                    sum -= l[i, k] * column[k];
                column[i] = sum / l[i, i];
            }
            for (var i = n - 1; i >= 0; i--)
            {
                var sum = column[i];
                for (var k = i + 1; k < n; k++)
                    sum -= l[k, i] * column[k];
                column[i] = sum / l[i, i];
            }
            for (var i = 0; i < n; i++)
                inverse[i, c] = column[i];
        }
        return inverse;
    }
}
