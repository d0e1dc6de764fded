using System.Reflection;

namespace Guanxi.Tests.Rules;

/// <summary>What runs on SQLite alone.</summary>
public sealed class SuiteRules
{
    // Seen to fail: the trait on a class whose firm lies in the suite's database.
    [Fact]
    public void Only_what_never_meets_the_suites_database_runs_once()
    {
        var once = typeof(SuiteRules).Assembly.GetTypes().Where(t => t.GetCustomAttributes<TraitAttribute>(inherit: false).Any(a => a is { Name: "Suite", Value: "once" })).ToList();

        once.ShouldContain(typeof(Commands.CommandContract));
        once.Where(t => Meets(t, [])).ShouldBeEmpty();
    }

    // By what a class is, is given, and keeps.
    private static bool Meets(Type type, HashSet<Type> seen) =>
        type == typeof(GuanxiApp) || (type.Assembly == typeof(SuiteRules).Assembly && seen.Add(type)
            && type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Select(f => f.FieldType)
                .Concat(type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.ParameterType)).Append(type.BaseType ?? typeof(object)).Any(t => Meets(t, seen)));
}
