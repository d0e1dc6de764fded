using System.Reflection;
using System.Text;
using Guanxi.Staff.Roles;

namespace Guanxi.Tests.Contracts;

[Trait("Row", "RSK-1")]
public sealed class RightsMatrix
{
    [Fact]
    public void Who_may_do_what_is_as_approved()
    {
        var roles = BuiltInRoles.Of(House.Modules).ToList();
        var matrix = new StringBuilder().Append($"{"use-case",-52}{"right",-22}");
        foreach (var role in roles) matrix.Append($"{role.Name,-10}");
        matrix.Append('\n').Append($"{"(sees)",-74}");
        foreach (var role in roles) matrix.Append($"{role.Scope,-10}");
        foreach (var module in House.Modules)
            foreach (var useCase in module.Assembly.GetTypes().Where(t => t is { IsAbstract: false } && IsUseCase(t)).OrderBy(t => t.FullName, StringComparer.Ordinal))
            {
                var right = useCase.GetCustomAttribute<NeedsAttribute>()?.Right;
                matrix.Append('\n').Append($"{useCase.FullName!["Guanxi.".Length..],-52}{right ?? "(none)",-22}");
                foreach (var role in roles) matrix.Append($"{(right is null || role.Rights.Contains("*") || role.Rights.Contains(right) ? "yes" : "-"),-10}");
            }

        Approved.Check("rights.txt", string.Join('\n', matrix.ToString().Split('\n').Select(l => l.TrimEnd())));
    }

    [Fact]
    public void Every_right_is_said_in_words_in_both_languages()
    {
        var texts = new Texts(House.Modules);
        foreach (var language in Texts.Languages)
        {
            System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
            Guanxi.Staff.Roles.Rights.Of(House.Modules).Where(r => texts.OfRight(r) == r).ShouldBeEmpty($"{language}: write <module>.may.<right>");
        }
    }

    private static bool IsUseCase(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IUseCase<>));
}
