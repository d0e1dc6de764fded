using CsCheck;
using Guanxi.Customers;
using Guanxi.Retention.WinBack.Rounds;

namespace Guanxi.Tests.Retention;

[Trait("Row", "RET-4")]
public sealed class RoundDrawTests
{
    private static readonly string[] Grades = ["major", "minor", "ordinary"];

    private static IReadOnlyList<RoundCustomer> Many(int[] counts) => [.. counts.SelectMany((n, g) => Enumerable.Range(0, n).Select(i => new RoundCustomer(new(1_000 * (g + 1) + i), Grades[g], i)))];

    [Fact]
    public void Within_each_grade_the_nearest_part_is_set_aside_and_each_probability_is_the_arms() =>
        Gen.Select(Gen.Int[0, 40].Array[3], Gen.Double[0, 0.5], Gen.Int).Sample((counts, share, seed) =>
        {
            var customers = Many(counts);
            var drawn = RoundDraw.Of(customers, share, seed);

            drawn.Select(d => d.Customer.CustomerId).ShouldBe(customers.Select(c => c.CustomerId), ignoreOrder: true);
            foreach (var grade in drawn.GroupBy(d => d.Customer.Grade))
            {
                var (all, control) = (grade.Count(), grade.Count(d => d.Control));
                if (share == 0 || all < 2) control.ShouldBe(0);
                else
                {
                    control.ShouldBeInRange(1, all - 1);
                    Math.Abs(control - share * all).ShouldBeLessThanOrEqualTo(1);
                }
                grade.ShouldAllBe(d => Math.Abs(d.Probability - (d.Control ? (double)control / all : 1 - (double)control / all)) < 1e-12);
            }
        });

    [Fact]
    public void The_same_seed_draws_the_same_in_whatever_order_they_come_and_another_grade_changes_nothing()
    {
        var customers = Many([30, 30, 0]);
        var control = Set(customers, 7);

        Set([.. customers.Reverse()], 7).ShouldBe(control, ignoreOrder: true);
        Set(customers, 8).ShouldNotBe(control);
        Set(Many([30, 30, 25]), 7).Where(id => id.Value < 3_000).ShouldBe(control, ignoreOrder: true);

        static List<Id<Customer>> Set(IReadOnlyList<RoundCustomer> customers, int seed) => [.. RoundDraw.Of(customers, 0.2, seed).Where(d => d.Control).Select(d => d.Customer.CustomerId)];
    }

    // Each is set aside in a fifth of the draws: chance, not the place in the list.
    [Fact]
    public void Everybody_is_as_likely_as_anybody_else()
    {
        var times = new Dictionary<Id<Customer>, int>();
        for (var seed = 0; seed < 2_000; seed++)
            foreach (var (customer, control, _) in RoundDraw.Of(Many([20, 0, 0]), 0.2, seed)) times[customer.CustomerId] = times.GetValueOrDefault(customer.CustomerId) + (control ? 1 : 0);

        // Five standard deviations of a binomial count of mean 400.
        times.Values.ShouldAllBe(n => n > 310 && n < 490);
    }
}
