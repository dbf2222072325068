//! Unions as the generator emits them.

use std::collections::BTreeMap;

use crate::emit as rt;

/// A struct, with the table of its members.
macro_rules! object {
    ($name:ident { $($required:ident: $of:ty),* ; $($optional:ident: $maybe:ty),* }) => {
        pub(super) struct $name {
            $(pub(super) $required: $of,)*
            $(pub(super) $optional: $maybe,)*
        }
        crate::object! { $name { $($required),*; $($optional),* } }
    };
}

/// A union of the types in brackets, with the table of its arms.
macro_rules! union {
    ($name:ident [$($arm:ident($of:ty)),*] $($table:tt)*) => {
        pub(super) enum $name {
            $($arm($of),)*
            Unknown(rt::Value),
        }
        crate::union! { $name $($table)* }
    };
}

object!(Circle { kind: String, radius: f64 ; });
object!(Square { kind: String, side: f64 ; });
object!(Point { ; x: Option<i64> });
object!(Drawing { shapes: Vec<Shape> ; });
object!(User { id: i64, login: String ; kind: Option<String> });
object!(Team { id: i64 ; slug: Option<String> });
object!(Token { token: rt::Secret ; });
object!(Named { id: String ; });
object!(Login { ; user: Option<User>, id: Option<i64> });
object!(Membership { ; user: Option<Team>, id: Option<i64> });
object!(Cleared { ; user: crate::Maybe<User>, id: Option<i64> });
object!(Raw { user: rt::Value ; });
object!(Counted { ; marks: Option<Vec<Option<i64>>>, note: Option<i64> });
object!(Noted { ; marks: Option<rt::Value>, note: Option<rt::Value> });

union!(
    Shape [Circle(Circle), Square(Box<Square>), Point(Point)] by "kind" {
        0 Circle = object(Circle::SHAPE).tags(&["circle"]),
        1 Square = object(Square::SHAPE).tags(&["square"]),
        2 Point = object(Point::SHAPE).tags(&["point"]) writes "point",
        _ Unknown
    }
);
union!(
    Owner [User(User), Team(Team), Labels(BTreeMap<String, String>)] {
        0 User = object(User::SHAPE).fixed(&[("kind", &["user"])]).refuses_others(),
        1 Team = object(Team::SHAPE),
        2 Labels = MAP,
        _ Unknown
    }
);
union!(
    Scalar [Number(f64), Integer(i64), Boolean(bool), Text(String), List(Vec<String>), IntegerList(Vec<i64>)] {
        0 Number = NUMBER,
        1 Integer = INTEGER,
        2 Boolean = BOOLEAN,
        3 Text = TEXT,
        4 List = LIST,
        5 IntegerList = LIST,
        _ Unknown
    }
);
union!(
    Holder [Token(Token), Named(Named)] {
        0 Token = object(Token::SHAPE),
        1 Named = object(Named::SHAPE),
        _ Unknown
    } hides secrets
);
union!(
    Heir [Circle(Circle), Base(User)] by "kind" {
        0 Circle = object(Circle::SHAPE).tags(&["circle"]),
        1 Base = object(User::SHAPE),
        _ Unknown
    }
);
union!(
    Mapped [Circle(Circle), Base(User)] by "kind" {
        0 Circle = object(Circle::SHAPE).tags(&["circle"]),
        1 Base = object(User::SHAPE).tags(&["user", "person"]).or_any_tag(),
        _ Unknown
    }
);
union!(
    Any [Shape(Shape), Owner(Owner), Text(String)] {
        0 Shape = union(Shape::UNION),
        1 Owner = union(Owner::UNION),
        2 Text = TEXT,
        _ Unknown
    }
);
union!(
    Related [Login(Login), Membership(Membership), Logins(Vec<Login>), Memberships(Vec<Membership>)] {
        0 Login = object(Login::SHAPE),
        1 Membership = object(Membership::SHAPE),
        2 Logins = LIST,
        3 Memberships = LIST,
        _ Unknown
    }
);
union!(
    Loose [Login(Login), Raw(Raw)] {
        0 Login = object(Login::SHAPE),
        1 Raw = object(Raw::SHAPE),
        _ Unknown
    }
);
union!(
    Change [Login(Login), Cleared(Cleared)] {
        0 Login = object(Login::SHAPE),
        1 Cleared = object(Cleared::SHAPE),
        _ Unknown
    }
);
union!(
    Marks [Counted(Counted), Noted(Noted)] {
        0 Counted = object(Counted::SHAPE),
        1 Noted = object(Noted::SHAPE),
        _ Unknown
    }
);
union!(
    Within [Related(Related), Text(String)] {
        0 Related = union(Related::UNION),
        1 Text = TEXT,
        _ Unknown
    }
);
